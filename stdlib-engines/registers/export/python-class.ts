import type { RegisterMap } from '../map.js';
import { pascal, upper } from '../names.js';
import { hex, type SoftwareField, type SoftwareRegister, sayField, softwareOf } from './software.js';

/**
 * A module in Python 3 with one class for the map. It reaches the registers through an object with `read(offset)` and
 * `write(offset, value)`, as `pynq.MMIO` is. Fields are attributes of registers: `timer.control.enable = True`; setting one
 * reads what has to stay first, and what could not stay is an error. Enums are `IntEnum`s, fixed point is `float`. The
 * same map gives the same bytes.
 */
export function pythonClass(map: RegisterMap): string {
  const name = pascal(map.name);
  const registers = softwareOf(map);
  return `${[
    `"""Registers of ${map.name}. Made from their description: change that, not this."""`,
    '',
    'from enum import IntEnum',
    '',
    '',
    runtime(map.dataBits),
    ...registers.flatMap(register => ['', '', ...classOf(name, register)]),
    '',
    '',
    `class ${name}Registers:`,
    ...docString(map.doc ?? `Registers of ${map.name}.`, 4),
    '',
    '    def __init__(self, mmio):',
    ...registers.map(register => `        self.${attribute(register.id)} = ${make(name, register)}`),
  ].join('\n')}\n`;
}

const docString = (text: string, indent: number): string[] => [
  `${' '.repeat(indent)}"""${text.replaceAll('\\', '\\\\').replaceAll('"', "'")}"""`,
];

const className = (name: string, register: SoftwareRegister): string => `${name}${pascal(register.name)}Register`;

function make(name: string, register: SoftwareRegister): string {
  const { array, offset, stride, count } = register;
  const own = className(name, register);
  return array
    ? `[${own}(mmio, ${hex(offset, 8)} + ${hex(stride, 8)} * i) for i in range(${count})]`
    : `${own}(mmio, ${hex(offset, 8)})`;
}

function enumOf({ name }: SoftwareRegister, field: SoftwareField): string[] {
  if (!field.cases) return [];
  return [
    `    class ${pascal(field.name)}(IntEnum):`,
    ...docString(field.doc ?? `Values of ${name}.${field.name}.`, 8),
    '',
    ...field.cases.map((each, code) => `        ${upper(each)} = ${code}`),
    '',
  ];
}

function classOf(name: string, register: SoftwareRegister): string[] {
  return [
    `class ${className(name, register)}(_Register):`,
    ...docString(register.doc ?? `Register ${register.name}.`, 4),
    '',
    ...register.fields.flatMap(field => enumOf(register, field)),
    ...register.fields.map(field => {
      const more = [...(field.signed ? ['signed=True'] : []), ...(field.frac > 0 ? [`frac=${field.frac}`] : [])];
      const parts = [`${field.low}`, `${field.width}`, `"${field.access}"`, kindOf(field), ...more];
      return `    ${attribute(field.id)} = _Field(${parts.join(', ')})  # ${sayField(field).replaceAll('\n', ' ')}`;
    }),
  ];
}

function kindOf({ cases, name, type }: SoftwareField): string {
  if (cases) return pascal(name);
  return type.kind === 'bool' ? 'bool' : type.kind === 'fixed' ? 'float' : 'int';
}

const keywords = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda none nonlocal not or pass raise return true false try while with yield'.split(
    ' ',
  ),
);

/** PEP 8: a name that Python has for itself gets an underscore behind. */
const attribute = (id: string): string => (keywords.has(id) ? `${id}_` : id);

/** What the classes have in common. */
const runtime = (bits: number): string => `class _Field:
    """Some bits of a register, as an attribute."""

    def __init__(self, low, width, access, kind, signed=False, frac=0):
        self.low, self.width, self.access, self.kind = low, width, access, kind
        self.signed, self.frac = signed, frac
        self.mask = ((1 << width) - 1) << low
        self.reads = access not in ("wo", "pulse")
        self.writes = access in ("rw", "wo", "w1c", "w1s", "pulse")

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, register, owner=None):
        if register is None:
            return self
        if not self.reads:
            raise AttributeError(f"{self.name} cannot be read")
        return self.decode(register.read_word())

    def __set__(self, register, value):
        register.write_fields(**{self.name: value})

    def decode(self, word):
        value = (word & self.mask) >> self.low
        if self.signed and value >> (self.width - 1):
            value -= 1 << self.width
        return value / (1 << self.frac) if self.kind is float else self.kind(value)

    def encode(self, value):
        value = round(value * (1 << self.frac)) if self.kind is float else int(value)
        low = -(1 << (self.width - 1)) if self.signed else 0
        if not low <= value < low + (1 << self.width):
            raise ValueError(f"{self.name} does not hold {value}")
        if issubclass(self.kind, IntEnum):
            self.kind(value)
        return (value << self.low) & self.mask


class _Register:
    """A word of ${bits} bits at an offset."""

    def __init__(self, mmio, offset):
        self._mmio, self.offset = mmio, offset

    @classmethod
    def _fields(cls):
        return {name: field for name, field in vars(cls).items() if isinstance(field, _Field)}

    def read_word(self):
        return int(self._mmio.read(self.offset))

    def write_word(self, word):
        self._mmio.write(self.offset, word)

    def read_fields(self):
        """All fields that can be read, by name, in one read."""
        word = self.read_word()
        return {name: field.decode(word) for name, field in self._fields().items() if field.reads}

    def write_fields(self, **values):
        """Writes these fields at once; of the others, those that are read and written stay, and nothing else acts."""
        fields = self._fields()
        word = keep = 0
        for name, value in values.items():
            if name not in fields or not fields[name].writes:
                raise AttributeError(f"{name} cannot be written")
            word |= fields[name].encode(value)
        for name, field in fields.items():
            if name not in values and field.access == "wo":
                raise ValueError(f"{name} cannot be read, so it has to be given too")
            if name not in values and field.access == "rw":
                keep |= field.mask
        if keep and any(field.access == "rc" for field in fields.values()):
            raise ValueError("a read clears this register: give every field that is read and written")
        self.write_word(word | (self.read_word() & keep if keep else 0))`;

import type { RegisterMap } from '../map.js';
import { snake, upper } from '../names.js';
import {
  bitsText,
  hex,
  keptBy,
  maskOf,
  type SoftwareField,
  type SoftwareRegister,
  sayField,
  softwareOf,
} from './software.js';

/**
 * A header in C99: offsets, masks, shifts and codes as macros; functions that take and put fields of a word, that read and
 * write registers at a base address, and that set one field while the others stay, where that can be done. Signed fields
 * come as signed numbers. No behaviour in it is undefined or left to the compiler. The same map gives the same bytes.
 *
 * @example writeFileSync('timer_regs.h', cHeader(timerMap))
 */
export function cHeader(map: RegisterMap): string {
  const guard = `${upper(map.name)}_REGS_H`;
  const word = new Word(map);
  const registers = softwareOf(map);
  return `${[
    `/* Registers of ${map.name}. Made from their description: change that, not this. */`,
    `#ifndef ${guard}`,
    `#define ${guard}`,
    '',
    '#include <stdint.h>',
    ...(map.doc === undefined ? [] : ['', comment(map.doc)]),
    ...registers.flatMap(register => ['', ...macros(word, register)]),
    ...registers.flatMap(register => ['', ...functions(word, register)]),
    '',
    `#endif /* ${guard} */`,
  ].join('\n')}\n`;
}

/** How a word of the bus is written in C. */
class Word {
  readonly prefix: string;
  readonly bits: 32 | 64;

  constructor({ name, dataBits }: RegisterMap) {
    this.prefix = snake(name);
    this.bits = dataBits;
  }
  get unsigned(): string {
    return `uint${this.bits}_t`;
  }
  get signed(): string {
    return `int${this.bits}_t`;
  }
  constant(value: bigint | number): string {
    return `UINT${this.bits}_C(${hex(value, this.bits)})`;
  }
  macro(...parts: string[]): string {
    return upper([this.prefix, ...parts].join('_'));
  }
}

const comment = (text: string): string => `/* ${text.replaceAll('*/', '* /').replaceAll('/*', '/ *')} */`;

function macros(
  word: Word,
  { id, name, doc, offset, count, stride, array, fields, reset }: SoftwareRegister,
): string[] {
  const bytes = (value: number): string => `UINT32_C(${hex(value)})`;
  const place = array ? `${hex(offset)} + ${hex(stride)} * i` : hex(offset);
  return [
    comment(`${name} at ${place}${doc === undefined ? '' : `: ${doc}`}`),
    ...(array
      ? [
          `#define ${word.macro(id, 'offset')}(i) (${bytes(offset)} + ${bytes(stride)} * (uint32_t)(i))`,
          `#define ${word.macro(id, 'stride')} ${bytes(stride)}`,
          `#define ${word.macro(id, 'count')} ${count}u`,
        ]
      : [`#define ${word.macro(id, 'offset')} ${bytes(offset)}`]),
    `#define ${word.macro(id, 'reset')} ${word.constant(reset)}`,
    ...fields.flatMap(field => [
      comment(`${field.name}, bit ${bitsText(field)}: ${sayField(field)}`),
      `#define ${word.macro(id, field.id, 'mask')} ${word.constant(maskOf(field))}`,
      `#define ${word.macro(id, field.id, 'shift')} ${field.low}`,
      ...(field.cases ?? []).map((each, code) => `#define ${word.macro(id, field.id, each)} ${word.constant(code)}`),
    ]),
  ];
}

function functions(word: Word, register: SoftwareRegister): string[] {
  const { id, array, fields, reads, writes } = register;
  const own = `${word.prefix}_${id}`;
  const index = array ? ', uint32_t i' : '';
  const at = `${word.macro(id, 'offset')}${array ? '(i)' : ''}`;
  const pass = array ? ', i' : '';
  return [
    ...(reads
      ? [
          `static inline ${word.unsigned} ${own}_read(const volatile void *base${index}) {`,
          `  return *(const volatile ${word.unsigned} *)((const volatile unsigned char *)base + ${at});`,
          '}',
        ]
      : []),
    ...(writes
      ? [
          `static inline void ${own}_write(volatile void *base${index}, ${word.unsigned} word) {`,
          `  *(volatile ${word.unsigned} *)((volatile unsigned char *)base + ${at}) = word;`,
          '}',
        ]
      : []),
    ...fields.flatMap(field => [
      ...(field.reads ? getter(word, own, id, field) : []),
      ...(field.writes ? putter(word, own, id, field) : []),
      ...(field.writes && canSet(register, field) ? setter(word, own, register, field, index, pass) : []),
    ]),
  ];
}

const valueType = (word: Word, { signed }: SoftwareField): string => (signed ? word.signed : word.unsigned);

function getter(word: Word, own: string, id: string, field: SoftwareField): string[] {
  const mask = word.macro(id, field.id, 'mask');
  const bits = `(word & ${mask}) >> ${word.macro(id, field.id, 'shift')}`;
  const head = `static inline ${valueType(word, field)} ${own}_${field.id}_get(${word.unsigned} word) {`;
  if (!field.signed) return [head, `  return ${bits};`, '}'];
  const all = word.constant((1n << BigInt(field.width)) - 1n);
  const sign = word.constant(1n << BigInt(field.width - 1));
  return [
    head,
    `  ${word.unsigned} bits = ${bits};`,
    `  return bits & ${sign} ? -(${word.signed})(~bits & ${all}) - 1 : (${word.signed})bits;`,
    '}',
  ];
}

function putter(word: Word, own: string, id: string, field: SoftwareField): string[] {
  const mask = word.macro(id, field.id, 'mask');
  const shift = word.macro(id, field.id, 'shift');
  const bits = field.signed ? `(${word.unsigned})value` : 'value';
  return [
    `static inline ${word.unsigned} ${own}_${field.id}_put(${word.unsigned} word, ${valueType(word, field)} value) {`,
    `  return (word & ~${mask}) | ((${bits} << ${shift}) & ${mask});`,
    '}',
  ];
}

/** Nothing that cannot be read has to keep its value, and no read that is needed clears anything. */
const canSet = ({ fields, readClears }: SoftwareRegister, field: SoftwareField): boolean =>
  fields.every(other => other === field || other.access !== 'wo') && !(readClears && keptBy(fields, field) !== 0n);

function setter(
  word: Word,
  own: string,
  { fields }: SoftwareRegister,
  field: SoftwareField,
  index: string,
  pass: string,
): string[] {
  const kept = keptBy(fields, field);
  const rest = kept === 0n ? '0' : `${own}_read(base${pass}) & ${word.constant(kept)}`;
  return [
    `static inline void ${own}_${field.id}_set(volatile void *base${index}, ${valueType(word, field)} value) {`,
    `  ${own}_write(base${pass}, ${own}_${field.id}_put(${rest}, value));`,
    '}',
  ];
}

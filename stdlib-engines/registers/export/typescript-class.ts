import type { RegisterMap } from '../map.js';
import { pascal } from '../names.js';
import { hex, type SoftwareField, type SoftwareRegister, sayField, softwareOf } from './software.js';

/**
 * A module in TypeScript, without imports, with one class for the map. It reaches the registers through an object with
 * asynchronous `read(offset)` and `write(offset, value)`, as `axiLiteBench` gives one in simulation:
 * `await timer.control.writeFields({ enable: true })`. Fields that are not given stay, and what could not stay is an error.
 * Enums are names of cases, fixed point is a number, numbers of more than 32 bits are bigints. The same map gives the same
 * bytes.
 */
export function typescriptClass(map: RegisterMap): string {
  const name = pascal(map.name);
  const registers = softwareOf(map);
  return `${[
    `/** Registers of ${map.name}. Made from their description: change that, not this. */`,
    '',
    runtime(map.dataBits),
    ...registers.flatMap(register => ['', ...interfacesOf(name, register)]),
    '',
    `/** ${(map.doc ?? `Registers of ${map.name}.`).replaceAll('*/', '* /')} */`,
    `export class ${name}Registers {`,
    ...registers.flatMap(register => memberOf(name, register)),
    '',
    '  constructor(mmio: Mmio) {',
    ...registers.flatMap(register => initialOf(name, register)),
    '  }',
    '}',
  ].join('\n')}\n`;
}

const typeName = (name: string, register: SoftwareRegister): string => `${name}${pascal(register.name)}`;

function valueType({ cases, type, width }: SoftwareField): string {
  if (cases) return cases.map(each => `'${each}'`).join(' | ');
  if (type.kind === 'bool') return 'boolean';
  return type.kind === 'fixed' || width <= 32 ? 'number' : 'bigint';
}

function interfacesOf(name: string, register: SoftwareRegister): string[] {
  const own = typeName(name, register);
  const list = (fields: readonly SoftwareField[], optional: boolean): string[] =>
    fields.flatMap(field => [
      `  /** ${sayField(field).replaceAll('*/', '* /')} */`,
      `  ${field.name}${optional ? '?' : ''}: ${valueType(field)};`,
    ]);
  const [read, written] = [
    register.fields.filter(({ reads }) => reads),
    register.fields.filter(({ writes }) => writes),
  ];
  const declare = (type: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? [`export type ${type} = Record<string, never>;`]
      : [`export interface ${type} {`, ...lines, '}'];
  return [...declare(`${own}Read`, list(read, false)), '', ...declare(`${own}Written`, list(written, true))];
}

function memberOf(name: string, register: SoftwareRegister): string[] {
  const own = typeName(name, register);
  const access = `RegisterAccess<${own}Read, ${own}Written>`;
  return [
    `  /** ${(register.doc ?? `Register ${register.name}.`).replaceAll('*/', '* /')} */`,
    `  readonly ${register.name}: ${register.array ? `readonly ${access}[]` : access};`,
  ];
}

function initialOf(name: string, register: SoftwareRegister): string[] {
  const { array, count, stride, offset, fields } = register;
  const own = typeName(name, register);
  const type = `<${own}Read, ${own}Written>`;
  const list = fields.map(field => {
    const kind = field.cases
      ? `[${field.cases.map(each => `'${each}'`).join(', ')}]`
      : field.type.kind === 'bool'
        ? "'bool'"
        : valueType(field) === 'bigint'
          ? "'bigint'"
          : "'number'";
    const parts = [`'${field.name}'`, `${field.low}`, `${field.width}`, `'${field.access}'`, kind];
    return `      [${[...parts, `${field.signed}`, `${field.frac}`].join(', ')}],`;
  });
  const head = `    this.${register.name} =`;
  return array
    ? [
        `${head} Array.from({ length: ${count} }, (_, i) =>`,
        `      access${type}(mmio, ${hex(offset)} + ${hex(stride)} * i, [`,
        ...list.map(line => `  ${line}`),
        '      ]),',
        '    );',
      ]
    : [`${head} access${type}(mmio, ${hex(offset)}, [`, ...list, '    ]);'];
}

/** What the registers have in common. */
const runtime = (bits: number): string => {
  const word = bits === 32 ? 'Number(word)' : 'word';
  return `/** What the registers are reached through. */
export interface Mmio {
  read(offset: number): Promise<number | bigint>;
  write(offset: number, word: number | bigint): Promise<void>;
}

/** A register: as a word, and by its fields. */
export interface RegisterAccess<Read, Written> {
  readWord(): Promise<bigint>;
  writeWord(word: bigint): Promise<void>;
  /** All fields that can be read, in one read. */
  readFields(): Promise<Read>;
  /** Writes these fields at once; of the others, those that are read and written stay, and nothing else acts. */
  writeFields(values: Written): Promise<void>;
}

type Kind = 'bool' | 'number' | 'bigint' | readonly string[];
type Field = readonly [
  name: string,
  low: number,
  width: number,
  access: string,
  kind: Kind,
  signed: boolean,
  frac: number,
];

const isWritten = (access: string): boolean => !['ro', 'rc', 'constant'].includes(access);
const mask = ([, low, width]: Field): bigint => ((1n << BigInt(width)) - 1n) << BigInt(low);

function decode([, low, width, , kind, signed, frac]: Field, word: bigint): unknown {
  const bits = BigInt.asUintN(width, word >> BigInt(low));
  if (kind === 'bool') return bits === 1n;
  if (typeof kind === 'object') return kind[Number(bits)];
  const value = signed ? BigInt.asIntN(width, bits) : bits;
  return kind === 'bigint' ? value : Number(value) / 2 ** frac;
}

function encode([name, low, width, , kind, signed, frac]: Field, given: unknown): bigint {
  const code = typeof kind === 'object' ? kind.indexOf(given as string) : kind === 'bool' ? Number(given) : undefined;
  const value = BigInt(code ?? (kind === 'number' ? Math.round((given as number) * 2 ** frac) : (given as bigint)));
  const least = signed ? -(1n << BigInt(width - 1)) : 0n;
  if (value < least || value >= least + (1n << BigInt(width))) throw new RangeError(\`\${name} does not hold \${given}\`);
  return BigInt.asUintN(width, value) << BigInt(low);
}

function access<Read, Written>(mmio: Mmio, offset: number, fields: readonly Field[]): RegisterAccess<Read, Written> {
  const readWord = async (): Promise<bigint> => BigInt(await mmio.read(offset));
  const writeWord = (word: bigint): Promise<void> => mmio.write(offset, ${word});
  return {
    readWord,
    writeWord,
    async readFields() {
      const word = await readWord();
      const shown = fields.filter(([, , , access]) => access !== 'wo' && access !== 'pulse');
      return Object.fromEntries(shown.map(field => [field[0], decode(field, word)])) as Read;
    },
    async writeFields(values) {
      const given = values as Readonly<Record<string, unknown>>;
      let [word, keep] = [0n, 0n];
      for (const field of fields) {
        const [name, , , access] = field;
        if (given[name] !== undefined) word |= encode(field, given[name]);
        else if (access === 'wo') throw new Error(\`\${name} cannot be read, so it has to be given too\`);
        else if (access === 'rw') keep |= mask(field);
      }
      const unknown = Object.keys(given).find(key => !fields.some(([name, , , access]) => name === key && isWritten(access)));
      if (unknown !== undefined) throw new Error(\`\${unknown} cannot be written\`);
      if (keep !== 0n && fields.some(([, , , access]) => access === 'rc'))
        throw new Error('a read clears this register: give every field that is read and written');
      await writeWord(keep === 0n ? word : word | ((await readWord()) & keep));
    },
  };
}`;
};

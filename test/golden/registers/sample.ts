/** Registers of sample. Made from their description: change that, not this. */

/** What the registers are reached through. */
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
  if (value < least || value >= least + (1n << BigInt(width))) throw new RangeError(`${name} does not hold ${given}`);
  return BigInt.asUintN(width, value) << BigInt(low);
}

function access<Read, Written>(mmio: Mmio, offset: number, fields: readonly Field[]): RegisterAccess<Read, Written> {
  const readWord = async (): Promise<bigint> => BigInt(await mmio.read(offset));
  const writeWord = (word: bigint): Promise<void> => mmio.write(offset, word);
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
        else if (access === 'wo') throw new Error(`${name} cannot be read, so it has to be given too`);
        else if (access === 'rw') keep |= mask(field);
      }
      const unknown = Object.keys(given).find(key => !fields.some(([name, , , access]) => name === key && isWritten(access)));
      if (unknown !== undefined) throw new Error(`${unknown} cannot be written`);
      if (keep !== 0n && fields.some(([, , , access]) => access === 'rc'))
        throw new Error('a read clears this register: give every field that is read and written');
      await writeWord(keep === 0n ? word : word | ((await readWord()) & keep));
    },
  };
}

export interface SampleControlRead {
  /** read and written */
  enable: boolean;
  /** How fast it goes. - read and written */
  mode: 'off' | 'slow' | 'fast';
  /** read and written, in units of 2^-5 */
  gain: number;
  /** a written 1 sets the bit */
  class: boolean;
}

export interface SampleControlWritten {
  /** read and written */
  enable?: boolean;
  /** How fast it goes. - read and written */
  mode?: 'off' | 'slow' | 'fast';
  /** read and written, in units of 2^-5 */
  gain?: number;
  /** acts once when written, reads as 0 */
  start?: boolean;
  /** a written 1 sets the bit */
  class?: boolean;
}

export interface SampleStatusRead {
  /** read */
  busy: boolean;
  /** read */
  level: number;
  /** a written 1 clears the bit */
  failed: number;
}

export interface SampleStatusWritten {
  /** a written 1 clears the bit */
  failed?: number;
}

export type SampleKeyRead = Record<string, never>;

export interface SampleKeyWritten {
  /** written, reads as 0 */
  low?: number;
  /** written, reads as 0 */
  high?: number;
}

export interface SampleMixedRead {
  /** a read clears it */
  seen: number;
  /** read and written */
  limit: number;
  /** read and written */
  other: number;
}

export interface SampleMixedWritten {
  /** read and written */
  limit?: number;
  /** read and written */
  other?: number;
}

export interface SampleIdRead {
  /** constant */
  value: bigint;
}

export type SampleIdWritten = Record<string, never>;

export interface SampleOffsetRead {
  /** read and written */
  value: bigint;
}

export interface SampleOffsetWritten {
  /** read and written */
  value?: bigint;
}

/** All kinds of fields. */
export class SampleRegisters {
  /** Register control. */
  readonly control: RegisterAccess<SampleControlRead, SampleControlWritten>;
  /** What it does. */
  readonly status: RegisterAccess<SampleStatusRead, SampleStatusWritten>;
  /** Register key. */
  readonly key: readonly RegisterAccess<SampleKeyRead, SampleKeyWritten>[];
  /** Register mixed. */
  readonly mixed: RegisterAccess<SampleMixedRead, SampleMixedWritten>;
  /** Register id. */
  readonly id: RegisterAccess<SampleIdRead, SampleIdWritten>;
  /** Register offset. */
  readonly offset: RegisterAccess<SampleOffsetRead, SampleOffsetWritten>;

  constructor(mmio: Mmio) {
    this.control = access<SampleControlRead, SampleControlWritten>(mmio, 0x00, [
      ['enable', 0, 1, 'rw', 'bool', false, 0],
      ['mode', 1, 2, 'rw', ['off', 'slow', 'fast'], false, 0],
      ['gain', 8, 8, 'rw', 'number', true, 5],
      ['start', 16, 1, 'pulse', 'bool', false, 0],
      ['class', 17, 1, 'w1s', 'bool', false, 0],
    ]);
    this.status = access<SampleStatusRead, SampleStatusWritten>(mmio, 0x08, [
      ['busy', 0, 1, 'ro', 'bool', false, 0],
      ['level', 1, 7, 'ro', 'number', true, 0],
      ['failed', 16, 3, 'w1c', 'number', false, 0],
    ]);
    this.key = Array.from({ length: 2 }, (_, i) =>
      access<SampleKeyRead, SampleKeyWritten>(mmio, 0x20 + 0x10 * i, [
        ['low', 0, 16, 'wo', 'number', true, 0],
        ['high', 16, 16, 'wo', 'number', false, 0],
      ]),
    );
    this.mixed = access<SampleMixedRead, SampleMixedWritten>(mmio, 0x38, [
      ['seen', 0, 8, 'rc', 'number', false, 0],
      ['limit', 8, 8, 'rw', 'number', false, 0],
      ['other', 16, 4, 'rw', 'number', false, 0],
    ]);
    this.id = access<SampleIdRead, SampleIdWritten>(mmio, 0x40, [
      ['value', 0, 64, 'constant', 'bigint', false, 0],
    ]);
    this.offset = access<SampleOffsetRead, SampleOffsetWritten>(mmio, 0x48, [
      ['value', 0, 64, 'rw', 'bigint', true, 0],
    ]);
  }
}

/** Registers of timer. Made from their description: change that, not this. */

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
  const writeWord = (word: bigint): Promise<void> => mmio.write(offset, Number(word));
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

export interface TimerIdRead {
  /** Tells that this is a timer, and its version. - constant */
  value: number;
}

export type TimerIdWritten = Record<string, never>;

export interface TimerControlRead {
  /** Counts while 1. - read and written */
  enable: boolean;
  /** What comes after the last count. - read and written */
  mode: 'repeat' | 'once';
}

export interface TimerControlWritten {
  /** Counts while 1. - read and written */
  enable?: boolean;
  /** What comes after the last count. - read and written */
  mode?: 'repeat' | 'once';
  /** Counts from 0 again. - acts once when written, reads as 0 */
  restart?: boolean;
}

export interface TimerPrescaleRead {
  /** Clock cycles of one count, less 1. - read and written */
  cycles: number;
}

export interface TimerPrescaleWritten {
  /** Clock cycles of one count, less 1. - read and written */
  cycles?: number;
}

export interface TimerTopRead {
  /** The last count. - read and written */
  value: number;
}

export interface TimerTopWritten {
  /** The last count. - read and written */
  value?: number;
}

export interface TimerCountRead {
  /** The count now. - read */
  value: number;
}

export type TimerCountWritten = Record<string, never>;

export interface TimerRoundsRead {
  /** Rounds since the last read, at most 255. - a read clears it */
  number: number;
}

export type TimerRoundsWritten = Record<string, never>;

export interface TimerDutyRead {
  /** Counts in which the output is 1. - read and written */
  value: number;
}

export interface TimerDutyWritten {
  /** Counts in which the output is 1. - read and written */
  value?: number;
}

export interface TimerIrqStatusRead {
  /** A round has ended. - a written 1 clears the bit */
  done: boolean;
  /** Output 0 has fallen. - a written 1 clears the bit */
  match: boolean;
}

export interface TimerIrqStatusWritten {
  /** A round has ended. - a written 1 clears the bit */
  done?: boolean;
  /** Output 0 has fallen. - a written 1 clears the bit */
  match?: boolean;
}

export interface TimerIrqEnableRead {
  /** A round has ended. - read and written */
  done: boolean;
  /** Output 0 has fallen. - read and written */
  match: boolean;
}

export interface TimerIrqEnableWritten {
  /** A round has ended. - read and written */
  done?: boolean;
  /** Output 0 has fallen. - read and written */
  match?: boolean;
}

export interface TimerIrqPendingRead {
  /** A round has ended. - read */
  done: boolean;
  /** Output 0 has fallen. - read */
  match: boolean;
}

export type TimerIrqPendingWritten = Record<string, never>;

/** A timer with two outputs of variable width. */
export class TimerRegisters {
  /** Register id. */
  readonly id: RegisterAccess<TimerIdRead, TimerIdWritten>;
  /** How it runs. */
  readonly control: RegisterAccess<TimerControlRead, TimerControlWritten>;
  /** Register prescale. */
  readonly prescale: RegisterAccess<TimerPrescaleRead, TimerPrescaleWritten>;
  /** Register top. */
  readonly top: RegisterAccess<TimerTopRead, TimerTopWritten>;
  /** Register count. */
  readonly count: RegisterAccess<TimerCountRead, TimerCountWritten>;
  /** Register rounds. */
  readonly rounds: RegisterAccess<TimerRoundsRead, TimerRoundsWritten>;
  /** Register duty. */
  readonly duty: readonly RegisterAccess<TimerDutyRead, TimerDutyWritten>[];
  /** Interrupts that have come. Write 1 to clear. */
  readonly irq_status: RegisterAccess<TimerIrqStatusRead, TimerIrqStatusWritten>;
  /** Interrupts that reach the line. */
  readonly irq_enable: RegisterAccess<TimerIrqEnableRead, TimerIrqEnableWritten>;
  /** Interrupts that have come and are enabled. */
  readonly irq_pending: RegisterAccess<TimerIrqPendingRead, TimerIrqPendingWritten>;

  constructor(mmio: Mmio) {
    this.id = access<TimerIdRead, TimerIdWritten>(mmio, 0x00, [
      ['value', 0, 32, 'constant', 'number', false, 0],
    ]);
    this.control = access<TimerControlRead, TimerControlWritten>(mmio, 0x04, [
      ['enable', 0, 1, 'rw', 'bool', false, 0],
      ['mode', 1, 1, 'rw', ['repeat', 'once'], false, 0],
      ['restart', 8, 1, 'pulse', 'bool', false, 0],
    ]);
    this.prescale = access<TimerPrescaleRead, TimerPrescaleWritten>(mmio, 0x08, [
      ['cycles', 0, 16, 'rw', 'number', false, 0],
    ]);
    this.top = access<TimerTopRead, TimerTopWritten>(mmio, 0x0c, [
      ['value', 0, 16, 'rw', 'number', false, 0],
    ]);
    this.count = access<TimerCountRead, TimerCountWritten>(mmio, 0x10, [
      ['value', 0, 16, 'ro', 'number', false, 0],
    ]);
    this.rounds = access<TimerRoundsRead, TimerRoundsWritten>(mmio, 0x14, [
      ['number', 0, 8, 'rc', 'number', false, 0],
    ]);
    this.duty = Array.from({ length: 2 }, (_, i) =>
      access<TimerDutyRead, TimerDutyWritten>(mmio, 0x20 + 0x04 * i, [
        ['value', 0, 16, 'rw', 'number', false, 0],
      ]),
    );
    this.irq_status = access<TimerIrqStatusRead, TimerIrqStatusWritten>(mmio, 0x28, [
      ['done', 0, 1, 'w1c', 'bool', false, 0],
      ['match', 1, 1, 'w1c', 'bool', false, 0],
    ]);
    this.irq_enable = access<TimerIrqEnableRead, TimerIrqEnableWritten>(mmio, 0x2c, [
      ['done', 0, 1, 'rw', 'bool', false, 0],
      ['match', 1, 1, 'rw', 'bool', false, 0],
    ]);
    this.irq_pending = access<TimerIrqPendingRead, TimerIrqPendingWritten>(mmio, 0x30, [
      ['done', 0, 1, 'ro', 'bool', false, 0],
      ['match', 1, 1, 'ro', 'bool', false, 0],
    ]);
  }
}

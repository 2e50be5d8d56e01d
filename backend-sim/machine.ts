import type { Design, Format } from '../dsl/ir/index.js';

/**
 * A value that a person can name: a port, a register, a named wire, anywhere in the hierarchy.
 * `signalsOf` lists them; every kind of machine numbers its signals by that list.
 */
export interface Signal {
  /** Instance names from below the top module, then the signal's own: `['u_line', 'count']`; a port of the top: `['count']`. */
  readonly path: readonly string[];
  /** `input` and `reset` are ports of the top module: a reset is the level of its pin, inactive at power-up. */
  readonly kind: 'input' | 'output' | 'reg' | 'wire' | 'reset';
  readonly width: number;
  readonly lanes: number;
  readonly format: Format;
}

/** Something that a design said while it ran: a check that fired, or a print. */
export interface Event {
  /** Position in `Machine.reports`. */
  readonly report: number;
  /** Edges of the report's domain before this one. */
  readonly cycle: number;
  /** Values of a print's arguments, each lane unsigned. */
  readonly args: readonly (readonly bigint[])[];
}

/** A `check` or `print` statement of the design, one for every instance that holds it. */
export interface Report {
  readonly kind: 'assert' | 'assume' | 'cover' | 'print';
  readonly text: string;
  /** Instance names from below the top module; empty: the top module itself. */
  readonly path: readonly string[];
  readonly frames: readonly { readonly file: string; readonly line: number; readonly column: number }[];
  readonly args: readonly { readonly width: number; readonly lanes: number; readonly format: Format }[];
}

/** A signal of one lane, looked up once: its unsigned value in words of 32 bits, the lowest first. */
export interface Pin {
  read(word?: number): number;
  /** Bits beyond the width of the signal are left out. */
  write(value: number, word?: number): void;
}

/** When a stream's far side holds back. One draw per cycle and stream, whatever the stream does. */
export type Stall =
  | { readonly kind: 'never' }
  /** xorshift32 (13, 17, 5) from `seed` (not 0); stalls when the drawn number, unsigned, is below `probability` * 2^32. */
  | { readonly kind: 'random'; readonly probability: number; readonly seed: number }
  /** Repeats; true stalls. */
  | { readonly kind: 'pattern'; readonly pattern: readonly boolean[] };

/** One stream port of the top module in a bulk transfer. */
export interface Lane {
  /** Name of the stream in the top module's `streams`. */
  readonly stream: string;
  /** Transfers to feed, or to collect. */
  readonly count: number;
  readonly stall: Stall;
  /**
   * `count` records. Each payload field in order, then `last` when the stream has one; each lane of a field takes
   * 1, 2, 4 or 8 bytes little-endian (the least that holds the width), wider lanes a multiple of 8 bytes.
   * Fields are not aligned. Read for an input, written for an output.
   */
  readonly data: Uint8Array;
}

export interface TransferResult {
  /** Edges of the streams' clock that passed. */
  readonly cycles: number;
  /** Transfers done per lane, in the order given. */
  readonly done: readonly number[];
  /** Per lane, whether an offer was waiting when it ended; false for outputs. With it a transfer can be continued. */
  readonly offering: readonly boolean[];
  /** True when every lane reached its count; false when `limit` or an event stopped it. */
  readonly complete: boolean;
}

/**
 * A running copy of a design. Two implementations exist and agree bit for bit and cycle by cycle:
 * the WebAssembly one (fast), and the interpreter of the IR on BigInt (the oracle).
 *
 * Nothing settles by itself: `write` marks the machine unsettled, `read` and `step` settle first if needed.
 * An asynchronous reset acts when the machine settles.
 */
export interface Machine {
  readonly design: Design;
  readonly signals: readonly Signal[];
  readonly reports: readonly Report[];
  /** Domains of the top module, in order; `step` takes a bit mask over them. */
  readonly domains: readonly string[];
  /** Settled value of a signal, each lane unsigned. */
  read(signal: number): bigint[];
  /** Sets an input or a reset signal; with `force` also a register. */
  write(signal: number, lanes: readonly bigint[]): void;
  /** Fast path for signals of 1 lane. */
  pin(signal: number): Pin;
  /** The same for signals of 1 lane and at most 32 bits: unsigned value. */
  readNumber(signal: number): number;
  writeNumber(signal: number, value: number): void;
  readWord(memory: readonly string[], address: number): bigint;
  writeWord(memory: readonly string[], address: number, value: bigint): void;
  /** The active edge of every domain in `mask` at one instant, `cycles` times (default 1). Stops after the cycle in which an assert or assume failed. Returns cycles done. */
  step(mask: number, cycles?: number): number;
  /** Feeds and collects many stream transfers at full speed. A source keeps valid and payload once offered, until accepted; stalls only before offering. */
  transfer(inputs: readonly Lane[], outputs: readonly Lane[], limit: number): TransferResult;
  /** Removes and returns what the design has said since the last call. */
  events(): Event[];
  /** Everything that step depends on, as bytes; only for `restore` of the same design and kind of machine. */
  snapshot(): Uint8Array;
  restore(state: Uint8Array): void;
  /**
   * Registers without an initial value, memories without contents and synchronous read outputs get random values from
   * the seed; with `all`, also every register that its domain's reset brings back. See power-up.ts.
   */
  randomize(seed: number, all?: boolean): void;
}

import type { ValueType } from '../wasm/index.js';

/**
 * Operators of the low graph: the IR's after vectors and wide words are gone, on at most 64 bits.
 * `stored` is its argument, kept at an address; see `cuts.ts`.
 * `load` reads a fixed address, `element` reads an array (a memory, or a vector of registers) at an index.
 */
export type LowOp =
  | 'const'
  | 'load'
  | 'element'
  | 'and'
  | 'or'
  | 'xor'
  | 'not'
  | 'add'
  | 'sub'
  | 'mulu'
  | 'muls'
  | 'eq'
  | 'ne'
  | 'ltu'
  | 'lts'
  | 'leu'
  | 'les'
  | 'shl'
  | 'shru'
  | 'shrs'
  | 'redxor'
  | 'slice'
  | 'cat'
  | 'zext'
  | 'sext'
  | 'mux'
  | 'stored'
  | VectorOp;

/**
 * Operators on rows of 16 bytes: `simd` is the instruction of that name; `extract` gives one lane of a row,
 * `insert` replaces one; `shuffle` picks 16 of the 32 bytes of two rows; `rowload` reads a row at any address;
 * `differ` is one bit: whether two rows do.
 */
export type VectorOp = 'simd' | 'differ' | 'extract' | 'insert' | 'shuffle' | 'rowload' | 'row';

/**
 * How the bits above a value's width may look: `zero`s, copies of the `sign`, or garbage (`any`).
 * A value that fills its container, and one whose top bit is known to be 0, has both forms at once.
 * As a mask of what can be had, `both` says that either can.
 */
export const form = { any: 0, zero: 1, sign: 2, both: 3 } as const;

/** One value of at most 64 bits, or a row of 128. Arguments have smaller ids. Equal values are one object. */
export interface Low {
  readonly id: number;
  readonly op: LowOp;
  /** i32 up to 32 bits, i64 up to 64, v128 for rows. */
  readonly type: ValueType;
  readonly width: number;
  readonly args: readonly Low[];
  /** `load`, `rowload`, `stored`: address. `element`: number of the array. `slice`: its lowest bit. `extract`, `insert`: the lane. */
  readonly at: number;
  /** `const`, `row`: the unsigned value. `stored`: the number of a bit. */
  readonly value: bigint;
  /** `stored`: the address of the word with that bit. `simd`: the instruction. `extract`, `insert`: the shape of the row. `shuffle`: the bytes, joined by commas. */
  readonly name: string;
  /** Forms that the value comes in without extra work. */
  readonly free: number;
  /** As an unsigned number it is below 2^ubits. */
  readonly ubits: number;
  /** As a signed number it fits sbits bits. */
  readonly sbits: number;
}

/** Bits of the container of a value. */
export const containerBits = (width: number): 32 | 64 => (width <= 32 ? 32 : 64);

/** Bytes that a value of that width takes in linear memory, up to 64 bits. */
export const bytesFor = (width: number): 1 | 2 | 4 | 8 => (width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : 8);

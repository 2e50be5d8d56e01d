import type { SimdName } from '../wasm/index.js';
import type { Make } from './intern.js';
import { form, type Low } from './low.js';

/** Lanes of a row, by the bits of one. */
export type Shape = 'i8x16' | 'i16x8' | 'i32x4' | 'i64x2';

/** The values of rows of 16 bytes, and the ways between them and numbers. */
export const rowOperators = (make: Make, constant: (value: bigint, width: number) => Low) => ({
  /** A constant row. */
  row: (value: bigint): Low => make('row', 128, [], { value }),
  /** The 16 bytes at an address, which may be any. */
  rowLoad: (address: number): Low => make('rowload', 128, [], { at: address }),
  simd: (name: SimdName, ...args: Low[]): Low => make('simd', 128, args, { name }),
  /** Bytes 0 to 15 are those of `a`, 16 to 31 those of `b`. */
  shuffle: (a: Low, b: Low, bytes: readonly number[]): Low =>
    bytes.every((byte, i) => byte === i) ? a : make('shuffle', 128, [a, b], { name: bytes.join() }),
  /** One lane of a row whose bits above `width` are 0. */
  extract: (shape: Shape, from: Low, lane: number, width: number): Low => {
    const bits = 128 / Number(shape.split('x')[1]);
    if (from.op === 'row') return constant(from.value >> BigInt(lane * bits), width);
    const free = width === bits ? form.both : form.zero;
    return make('extract', width, [from], { at: lane, name: shape, free });
  },
  insert: (shape: Shape, into: Low, lane: number, value: Low): Low =>
    make('insert', 128, [into, value], { at: lane, name: shape }),
  /** One bit: whether two rows differ. */
  differ: (a: Low, b: Low): Low => (a === b ? constant(0n, 1) : make('differ', 1, [a, b], { free: form.zero })),
});

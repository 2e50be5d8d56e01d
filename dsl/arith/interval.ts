import { bitsFor, rangeOf } from '../type/leaf.js';
import type { ScalarType } from '../type/type.js';

/** The whole numbers that a value can have. */
export interface Interval {
  readonly min: bigint;
  readonly max: bigint;
}

export const intervalOf = (type: ScalarType): Interval => {
  const { min, max } = rangeOf(type);
  return { min, max };
};

export const sum = (a: Interval, b: Interval): Interval => ({ min: a.min + b.min, max: a.max + b.max });

export function product(a: Interval, b: Interval): Interval {
  const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max];
  return { min: corners.reduce(least), max: corners.reduce(most) };
}

/** What holds all of them. */
export const hull = (all: readonly Interval[]): Interval =>
  all.reduce((a, b) => ({ min: least(a.min, b.min), max: most(a.max, b.max) }));

/** Bits in two's complement. */
export const signedBits = ({ min, max }: Interval): number => bitsFor(min, max, true);

/** The greatest of some numbers, whatever their signs. */
export const magnitude = (numbers: readonly bigint[]): bigint =>
  numbers.map(n => (n < 0n ? -n : n)).reduce((a, b) => (a > b ? a : b), 0n);

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

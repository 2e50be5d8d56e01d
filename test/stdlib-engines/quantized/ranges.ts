import fc from 'fast-check';
import * as assert from 'uvu/assert';

/** Whole numbers of a type, with its ends more often than others (fast-check is biased to small ones and ends). */
const signed = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
const unsigned = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });

export const i8 = signed(8);
export const i16 = signed(16);
export const i18 = signed(18);
export const i32 = signed(32);
export const u5 = unsigned(5);
export const u8 = unsigned(8);
export const u16 = unsigned(16);

/** Whole numbers from a seed, both ends of the range often among them. */
export function numbers(seed: number): (least: number, most: number) => number {
  let state = seed | 0;
  return (least, most) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const kind = (state >>> 28) & 15;
    if (kind === 0) return least;
    if (kind === 1) return most;
    return least + Math.floor(((state >>> 0) / 2 ** 32) * (most - least + 1));
  };
}

export const clamp = (x: number, min: number, max: number): number => Math.max(min, Math.min(max, x));
export const roundHalfUp = (x: number): number => Math.floor(x + 0.5);

/** Holds that a whole number is as near to the real one as is promised. */
export function within(is: number, real: number, bound: number, what = ''): void {
  assert.ok(
    Math.abs(is - real) <= bound,
    `${what} ${is} is ${Math.abs(is - real)} away from ${real}, more than ${bound}`,
  );
}

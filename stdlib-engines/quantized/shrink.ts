import { type Arr, i8, i16, kernel, roundShr, sat, unroll } from '../../dsl/index.js';

/**
 * A Gaussian of `size` taps in 32768ths, which add up to 32768: what rounding leaves goes to the one in the middle.
 *
 * @param size odd
 * @param sigma in pixels, above 0
 * @throws RangeError for another size or sigma
 */
export function gaussianTaps(size: number, sigma: number): number[] {
  if (!(Number.isSafeInteger(size) && size > 0 && size % 2 === 1 && sigma > 0 && Number.isFinite(sigma)))
    throw new RangeError(`a Gaussian of ${size} taps and sigma ${sigma}: taps are odd in number, and sigma is above 0`);
  const middle = (size - 1) / 2;
  const real = Array.from({ length: size }, (_, i) => Math.exp(-(((i - middle) / sigma) ** 2) / 2));
  const sum = real.reduce((a, b) => a + b, 0);
  const taps = real.map(tap => Math.round((tap / sum) * 32768));
  taps[middle]! += 32768 - taps.reduce((a, b) => a + b, 0);
  return taps;
}

/**
 * The filter along a column: pixels to numbers with 8 bits behind the point, rounded, halves up.
 *
 * @param taps in 32768ths, 0 or more, which add up to 32768; so below
 */
export const shrinkDown = (taps: readonly number[]) => {
  const size = taps.length;
  return kernel((pixels: Arr<i8, typeof size>): i16 => {
    let sum = 0;
    for (const i of unroll(size)) sum += pixels[i]! * taps[i]!;
    return sat(roundShr(sum, 7), i16);
  });
};

/**
 * The filter along a row, behind the one along the column: numbers with 8 bits behind the point to pixels, rounded. Both
 * together are within 1/2 + 2^-9 of the filter of these taps in real numbers, and the taps each within 2^-16 of the real
 * ones, but for the one in the middle.
 */
export const shrinkAcross = (taps: readonly number[]) => {
  const size = taps.length;
  return kernel((columns: Arr<i16, typeof size>): i8 => {
    let sum = 0;
    for (const i of unroll(size)) sum += columns[i]! * taps[i]!;
    return sat(roundShr(sum, 23), i8);
  });
};

import { i8, type i18, kernel, roundShr, sat, u16, wrap } from '../../dsl/index.js';

/** exp(-t^2 / 2) in 32768ths for t = j / 64, up to 4; 0 at the end and once more behind it. */
const table = Array.from({ length: 258 }, (_, j) => (j < 256 ? Math.round(32768 * Math.exp(-((j / 64) ** 2) / 2)) : 0));

/**
 * exp(-(d / s)^2 / 2) in 32768ths, for a distance in 256ths of a pixel: a table with straight lines between its values.
 * `unit` says how wide the bell is: `8192 / s`, rounded, for s in pixels. Distances beyond 4 s give 0.
 * Within 13 in 32768ths of the real function: 11 where the table ends, 1 for the line (h^2 / 8, h = 1/64) and 1 for what is
 * rounded; and what `unit` is away from the real one, at most 0.74 times its relative error.
 */
export const gaussian = kernel((distance: i18, unit: u16): u16 => {
  const t = roundShr(Math.abs(distance) * unit, 7);
  const at = Math.min(t >> 8, 256);
  const low = table[at]!;
  return wrap(low + roundShr((table[at + 1]! - low) * (t & 255), 8), u16);
});

/**
 * A keypoint's heatmap at a pixel, in steps of 1/127: the bell around the driving keypoint less the one around that of
 * the source. A bell in two dimensions is the product of one along the row and one along the column.
 */
export const heatmap = kernel((drivingX: u16, drivingY: u16, sourceX: u16, sourceY: u16): i8 => {
  const difference = drivingX * drivingY - sourceX * sourceY;
  // 127 times it; written as a product it would take two DSP blocks.
  return sat(roundShr((difference << 7) - difference, 30), i8);
});

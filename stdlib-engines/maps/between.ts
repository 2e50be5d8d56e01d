import { i8, i16, i24, kernel, roundShr, sat, type u8, wrap } from '../../dsl/index.js';

/**
 * `interpolate8` in two steps, first along the column and then along the row: no bit is rounded between them, so the order is
 * free, and what lies between two rows serves both samples beside it. Two multipliers, of 9 by 8 and 18 by 8 bits.
 */
export const betweenRows = kernel(
  (top: i8, bottom: i8, down: u8): i16 => wrap((top << 8) + (bottom - top) * down, i16),
);

/** The second step: what lies between two numbers of the first, an activation. */
export const betweenColumns = kernel(
  (left: i16, right: i16, across: u8): i8 => sat(roundShr(wrap((left << 8) + (right - left) * across, i24), 16), i8),
);

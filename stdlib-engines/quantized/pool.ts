import { i8, type i10, kernel, roundShr, sat } from '../../dsl/index.js';

/**
 * The average of four neighbours, which come in quarters of a step (`requantize10`), so that what is rounded first does
 * not show: within 1/2 + 1/8 of the average of the four real numbers. No multiplier.
 */
export const averagePool = kernel((a: i10, b: i10, c: i10, d: i10): i8 => sat(roundShr(a + b + c + d, 4), i8));

import { i8, i10, i16, type i32, kernel, roundShr, sat, type u5, type u16 } from '../../dsl/index.js';

/**
 * A sum times a real factor of `gain / 2^(8 + shift)`, rounded to the nearest whole number, halves up. Everything is
 * kept: the product of 32 by 17 bits takes two DSP48E1, and one where an engine knows its sums to be of 25 bits.
 *
 *     y = floor((sum * gain + 2^(7 + shift)) / 2^(8 + shift))
 *
 * A gain has 16 significant bits where it can (see `fixedScale`), so it is the factor to 2^-16 of itself; the result is
 * within 1/2 + |y| * 2^-16 of the sum times the real factor.
 */
export const rescale = kernel((sum: i32, gain: u16, shift: u5) => roundShr((sum * gain) >> 7, 1 + shift));

/** A sum as an activation of 8 bits: rescaled and saturated. */
export const requantize8 = kernel((sum: i32, gain: u16, shift: u5): i8 => sat(rescale(sum, gain, shift), i8));

/** A sum as an activation with two more bits behind the point, for the average of four. */
export const requantize10 = kernel((sum: i32, gain: u16, shift: u5): i10 => sat(rescale(sum, gain, shift), i10));

/** A sum as a number of 16 bits: logits, and other maps that need the precision. */
export const requantize16 = kernel((sum: i32, gain: u16, shift: u5): i16 => sat(rescale(sum, gain, shift), i16));

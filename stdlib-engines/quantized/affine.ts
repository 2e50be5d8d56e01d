import { i8, type i16, type i32, kernel, roundShr, sat, type u5 } from '../../dsl/index.js';

/**
 * A batch normalisation with its ReLU, on the way into a convolution: `x * gain / 2^shift + offset / 2^shift` of a
 * channel, rounded, halves up, negative ones 0, saturated. A product of 8 by 16 bits and the sum behind it: one DSP48E1.
 * Within 1/2 + 127 * 2^-16 * |gain / 2^shift| of real numbers, where gain and offset were rounded.
 */
export const affineRelu = kernel(
  (x: i8, gain: i16, offset: i32, shift: u5): i8 => sat(Math.max(roundShr(x * gain + offset, shift), 0), i8),
);

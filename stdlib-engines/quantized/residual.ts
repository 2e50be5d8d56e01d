import { i8, i24, type i32, kernel, roundShr, sat, type u5, type u16 } from '../../dsl/index.js';
import { rescale } from './requantize.js';

/** Bits behind the point in which a sum and what is added to it meet. */
export const residualFraction = 12;

/** A rescaled sum, in steps of 1/4096, and a tensor of another step: what `addResidual` does behind the rescaling. */
export const addScaled = kernel(
  (own: i24, skip: i8, skipGain: u16): i8 => sat(roundShr(own + skip * skipGain, residualFraction), i8),
);

/**
 * The sum of a convolution and a tensor of another step, rounded once. Both come in steps of 1/4096 of the result's:
 * the sum by its gain and shift, the tensor by `skipGain`, which is the ratio of the steps (up to 16) times 4096.
 * Within 1/2 + 2^-13 + 128 * 2^-13 + |y| * 2^-16 of real numbers. Three DSP48E1.
 */
export const addResidual = kernel(
  (sum: i32, gain: u16, shift: u5, skip: i8, skipGain: u16): i8 =>
    addScaled(sat(rescale(sum, gain, shift), i24), skip, skipGain),
);

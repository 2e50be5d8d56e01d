import type { Picture } from '../video/picture.js';
import { requireEqualSizes } from './sizes.js';

/**
 * The mean squared difference of all bytes, red, green and blue alike.
 *
 * @throws CodecError if the pictures differ in size
 */
export function meanSquaredError(reference: Picture, picture: Picture): number {
  requireEqualSizes(reference, picture);
  let sum = 0;
  for (let i = 0; i < reference.rgb.length; i++) {
    const difference = reference.rgb[i]! - picture.rgb[i]!;
    sum += difference * difference;
  }
  return sum / reference.rgb.length;
}

/** The peak signal-to-noise ratio in dB of a mean squared error of bytes: `10 log10(255^2 / error)`, Infinity for 0. */
export const decibels = (error: number): number => 10 * Math.log10((255 * 255) / error);

/**
 * The peak signal-to-noise ratio of 8-bit pictures in dB, over red, green and blue; Infinity for equal ones.
 *
 * @throws CodecError if the pictures differ in size
 */
export const psnr = (reference: Picture, picture: Picture): number => decibels(meanSquaredError(reference, picture));

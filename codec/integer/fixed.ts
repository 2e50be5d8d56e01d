import { CodecError } from '../error.js';

/** Real factors and places as the whole numbers that layers hold. */

/** A factor as `gain / 2^(8 + shift)`. */
export interface FixedScale {
  /** 0 to 65535. */
  readonly gain: number;
  /** 0 to 31. */
  readonly shift: number;
}

/**
 * The nearest fixed-point form of a factor for `rescale`: 16 significant bits for factors from 2^-24 to 256, fewer below.
 *
 * @throws CodecError for a factor that is negative, not a number, or 256 or more
 */
export function fixedScale(factor: number): FixedScale {
  if (!(factor >= 0 && factor < 255.998))
    throw new CodecError(
      `a scale of ${factor}`,
      'the steps of the layer must differ by less: its factor is 0 to 255.99',
    );
  if (factor === 0) return { gain: 0, shift: 0 };
  const most = 7 - Math.floor(Math.log2(factor));
  const shift = Math.max(0, Math.min(31, most));
  const gain = Math.round(factor * 2 ** (8 + shift));
  // Rounding may carry it to 2^16: one bit less then. So may a logarithm that came out a bit too small.
  return gain < 65536 ? { gain, shift } : { gain: Math.round(factor * 2 ** (7 + shift)), shift: shift - 1 };
}

/** `x * gain + offset` as `(x * gain' + offset') / 2^shift`. */
export interface FixedAffine {
  /** -32767 to 32767. */
  readonly gain: number;
  /** 32 bits. */
  readonly offset: number;
  /** 0 to 31. */
  readonly shift: number;
}

/**
 * The nearest fixed-point form for `affineRelu`, with as many bits behind the point as gain and offset allow. An offset that
 * is too great in any form saturates: what it is added to makes no difference then.
 *
 * @throws CodecError for what is not a finite number, and a gain of 32768 or more
 */
export function fixedAffine(gain: number, offset: number): FixedAffine {
  if (!(Math.abs(gain) < 32767.5) || !Number.isFinite(offset))
    throw new CodecError(`a normalisation by ${gain} and ${offset}`, 'its gain, from step to step, is below 32768');
  const fits = (shift: number): boolean =>
    Math.abs(Math.round(gain * 2 ** shift)) < 32768 && Math.abs(Math.round(offset * 2 ** shift)) < 2 ** 31;
  let shift = 31;
  while (shift > 0 && !fits(shift)) shift--;
  const limit = 2 ** 31 - 1;
  const whole = Math.max(-limit, Math.min(limit, Math.round(offset * 2 ** shift)));
  return { gain: Math.round(gain * 2 ** shift) + 0, offset: whole + 0, shift };
}

/**
 * Keypoints, x and y from -1 to 1, in 256ths of a pixel of a map of `size` by `size`, where -1 is the middle of the first pixel
 * and 1 that of the last: `floor((kp + 1) * (size - 1) * 128 + 0.5)`, in doubles, which come out the same everywhere.
 * What lies outside of the picture is moved to its edge.
 *
 * @param size of the map, 1 to 512
 * @throws CodecError for a coordinate that is not a number
 */
export function keypointsToPixels(keypoints: ArrayLike<number>, size: number): Int32Array {
  return Int32Array.from(keypoints, (coordinate: number) => {
    if (Number.isNaN(coordinate)) throw new CodecError('a keypoint is not a number', 'the network has gone wrong');
    return Math.floor((Math.max(-1, Math.min(1, coordinate)) + 1) * (size - 1) * 128 + 0.5);
  });
}

/**
 * What Jacobians do to distances, `J_s J_d^-1 - 1`, row by row of each 2x2 matrix, in 4096ths, saturated at -8 and 8.
 *
 * @param source `[K, 2, 2]`
 * @param driving `[K, 2, 2]`
 * @throws CodecError for a driving Jacobian that has no inverse, and where a number is missing, infinite or none
 */
export function jacobiansToFixed(source: ArrayLike<number>, driving: ArrayLike<number>): Int32Array {
  const fixed = new Int32Array(source.length);
  for (let at = 0; at < source.length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map(i => driving[at + i]!) as [number, number, number, number];
    const determinant = a * d - b * c;
    if (!(Math.abs(determinant) > 0))
      throw new CodecError('the Jacobian of a keypoint has no inverse', 'the network has gone wrong');
    const inverse = [d, -b, -c, a].map(x => x / determinant);
    for (const [row, column] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const) {
      const product = source[at + 2 * row]! * inverse[column]! + source[at + 2 * row + 1]! * inverse[2 + column]!;
      const real = (product - (row === column ? 1 : 0)) * 4096;
      if (Number.isNaN(real))
        throw new CodecError('the Jacobian of a keypoint is not of numbers', 'the network has gone wrong');
      fixed[at + 2 * row + column] = Math.max(-32768, Math.min(32767, Math.floor(real + 0.5)));
    }
  }
  return fixed;
}

/**
 * How wide the Gaussians of heatmaps are on a map of `size` by `size`, as `gaussian` takes it: 8192 by their standard deviation
 * in pixels, rounded.
 *
 * @param variance in the units of keypoints, squared
 * @throws CodecError for Gaussians narrower than 1/8 of a pixel, or so wide that the unit is 0
 */
export function gaussianUnit(variance: number, size: number): number {
  const unit = Math.round(8192 / ((Math.sqrt(variance) * (size - 1)) / 2));
  if (unit >= 1 && unit <= 65535) return unit;
  throw new CodecError(
    `heatmaps of variance ${variance} on a map of ${size}x${size}`,
    'their standard deviation has to be 1/8 of a pixel at least',
  );
}

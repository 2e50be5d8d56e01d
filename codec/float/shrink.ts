import { expectShape } from '../tensor/expect-shape.js';
import { expectWhole } from '../tensor/expect-whole.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import { conv } from './conv.js';
import { resizeBilinear } from './resize.js';

/**
 * A picture made smaller after a Gaussian has taken off what the smaller one cannot show.
 *
 * @param picture `[c, h, w]`
 * @param kernel the Gaussian, `[c, 1, k, k]` with k odd: each channel has its own; zeros stand around the picture
 * @param factor how many times smaller, a whole number
 * @param style 'decimate' takes every `factor`-th sample, from the first; 'bilinear' resizes with align_corners = true
 * @returns `[c, h / factor, w / factor]`; what is left of a division, 'decimate' rounds up and 'bilinear' down
 * @throws RangeError if shapes do not fit, k is even, or the factor is no whole number from 1 on
 */
export function shrink(
  picture: Tensor,
  kernel: Tensor,
  factor: number,
  style: 'decimate' | 'bilinear' = 'decimate',
): Tensor {
  expectWhole('the factor of a shrink', factor, 1);
  const [channels = 0, height = 0, width = 0] = expectShape('a picture', picture, Array(3));
  const [, , size = 0] = expectShape('the Gaussian', kernel, [channels, 1, undefined, undefined]);
  const options = { padding: (size - 1) / 2, groups: channels };
  if (style === 'decimate') return conv(picture, kernel, undefined, { ...options, stride: factor });
  const smooth = conv(picture, kernel, undefined, options);
  return resizeBilinear(smooth, Math.floor(height / factor), Math.floor(width / factor), { alignCorners: true });
}

/**
 * The Gaussian that published networks shrink by, as `[channels, 1, k, k]` with sum 1 per channel: for a picture made n
 * times smaller, its sigma is `(n - 1) / 2` samples, and it ends at 4 sigma.
 *
 * @throws RangeError if the factor is no whole number from 2 on
 */
export function shrinkKernel(channels: number, factor: number): Tensor {
  expectWhole('the factor of a shrink', factor, 2);
  const sigma = (factor - 1) / 2;
  const radius = 2 * (factor - 1);
  const taps = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const plane = taps.flatMap(a => taps.map(b => (a * b) / sum ** 2));
  const data = Float32Array.from({ length: channels * plane.length }, (_, i) => plane[i % plane.length]!);
  return tensor([channels, 1, taps.length, taps.length], data);
}

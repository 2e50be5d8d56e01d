import { i18, kernel, roundShr, sat } from '../../dsl/index.js';

/** Bits behind the point of normalised coordinates: -1 is -32768, 1 is 32768. */
export const gridFraction = 15;

/**
 * A normalised coordinate, as `grid_sample` of PyTorch has it, as a shift from pixel `size >> 1`, in 256ths of a pixel. With
 * `alignCorners` -1 and 1 are the middles of the first and the last pixel, `(g + 1) (size - 1) / 2`; else their outer edges,
 * `((g + 1) size - 1) / 2`. Rounded, halves up: within 1/512 of a pixel. One multiplication by a constant.
 *
 * @param size pixels, at most 512: then what saturates lies outside
 */
export const gridShift = (size: number, alignCorners: boolean) => {
  const span = alignCorners ? size - 1 : size;
  const origin = (alignCorners ? 0 : 128) + ((size >> 1) << 8);
  return kernel((g: i18): i18 => sat(roundShr((g + 32768) * span, 8) - origin, i18));
};

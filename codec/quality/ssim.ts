import { ssim as compare } from 'ssim.js';
import { CodecError } from '../error.js';
import type { Picture } from '../video/picture.js';
import { requireEqualSizes } from './sizes.js';

/** The side of the window, 11x11 weighted by a Gaussian of sigma 1.5, as in the paper. */
const window = 11;

const withAlpha = ({ width, height, rgb }: Picture) => {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) data.set(rgb.subarray(from, from + 3), to);
  return { width, height, data };
};

/**
 * The mean structural similarity of the luma (BT.601) of two pictures, 1 for equal ones: Wang et al., "Image quality
 * assessment: from error visibility to structural similarity", 2004, at full size, over the windows that lie inside.
 *
 * @throws CodecError if the pictures differ in size, or a side is shorter than the window of 11 pixels
 */
export function ssim(reference: Picture, picture: Picture): number {
  requireEqualSizes(reference, picture);
  const { width, height } = reference;
  if (Math.min(width, height) < window)
    throw new CodecError(
      `pictures of ${width}x${height} are too small for SSIM`,
      `compare pictures of at least ${window}x${window} pixels`,
    );
  const options = { ssim: 'fast', downsample: false, windowSize: window, rgb2grayVersion: 'integer' } as const;
  return compare(withAlpha(reference), withAlpha(picture), options).mssim;
}

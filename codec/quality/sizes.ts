import { CodecError } from '../error.js';
import { picture as checked, type Picture } from '../video/picture.js';

/** @throws CodecError unless both pictures are of one size, and have the bytes of it */
export function requireEqualSizes(reference: Picture, picture: Picture): void {
  if (reference.width !== picture.width || reference.height !== picture.height)
    throw new CodecError(
      `a picture of ${picture.width}x${picture.height} is compared with one of ${reference.width}x${reference.height}`,
      'compare pictures of one size',
    );
  for (const { width, height, rgb } of [reference, picture]) checked(width, height, rgb);
}

import { CodecError } from '../error.js';
import type { Picture } from '../video/picture.js';

/** @throws CodecError unless both pictures are of one size */
export function requireEqualSizes(reference: Picture, picture: Picture): void {
  if (reference.width !== picture.width || reference.height !== picture.height)
    throw new CodecError(
      `a picture of ${picture.width}x${picture.height} is compared with one of ${reference.width}x${reference.height}`,
      'compare pictures of one size',
    );
}

import fc from 'fast-check';
import { type Picture, picture } from '../../../codec/index.js';

/** Pictures of any content, by default of up to 9 x 9 pixels, odd sides among them. */
export const anyPicture = (width = fc.integer({ min: 1, max: 9 }), height = width): fc.Arbitrary<Picture> =>
  fc
    .tuple(width, height)
    .chain(([w, h]) =>
      fc.uint8Array({ minLength: 3 * w * h, maxLength: 3 * w * h }).map(rgb => picture(w, h, new Uint8Array(rgb))),
    );

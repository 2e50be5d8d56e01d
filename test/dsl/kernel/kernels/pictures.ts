import { kernel, roundShr, sat, u8 } from 'grace-hdl';

interface Rgb {
  r: u8;
  g: u8;
  b: u8;
}

interface YCbCr {
  y: u8;
  cb: u8;
  cr: u8;
}

/** JPEG's colours (ITU-T T.871), in units of 2^-8. */
export const colours = kernel(
  ({ r, g, b }: Rgb): YCbCr => ({
    y: sat(roundShr(77 * r + 150 * g + 29 * b, 8), u8),
    cb: sat(roundShr(-43 * r - 85 * g + 128 * b, 8) + 128, u8),
    cr: sat(roundShr(128 * r - 107 * g - 21 * b, 8) + 128, u8),
  }),
);

/** Between four pixels, at a place in units of 1/16. */
export const bilinear = kernel((a: u8, b: u8, c: u8, d: u8, place: { x: u8; y: u8 }): u8 => {
  const x = place.x & 15;
  const y = place.y & 15;
  const top = a * (16 - x) + b * x;
  const bottom = c * (16 - x) + d * x;
  return sat((top * (16 - y) + bottom * y + 128) >> 8, u8);
});

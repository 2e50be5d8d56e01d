import { type Arr, type i8, kernel, roundShr, sat, type u4, u8 } from 'grace-hdl';

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

/** The colours around a pixel, a sign with each row: arrays of records, with arrays and tuples in them. */
interface Colour {
  readonly levels: Arr<u8, 3>;
  readonly mark: [u4, boolean];
}
export const coloursAround = kernel((w: Arr<Colour, 2, 3>, gain: u4): { rows: Arr<Colour, 2>; over: boolean } => {
  const row = (r: number): Colour => {
    const [a, b, c] = w[r]!;
    return {
      levels: [0, 1, 2].map(i => sat((a!.levels[i]! + c!.levels[2 - i]! - b!.levels[i]!) * gain, u8)),
      mark: [a!.mark[0] ^ c!.mark[0], b!.mark[1] || c!.mark[1]],
    };
  };
  return { rows: [row(0), row(1)], over: w[0]![1]!.levels[2]! > w[1]![2]!.mark[0] };
});

/** The brightest first: an array of records is all that it takes, and all that it gives. */
export const sorted = kernel(
  (p: Arr<{ x: i8; y: u8 }, 2>): Arr<{ x: i8; y: u8 }, 2> => (p[0]!.y < p[1]!.y ? [p[1]!, p[0]!] : [p[0]!, p[1]!]),
);

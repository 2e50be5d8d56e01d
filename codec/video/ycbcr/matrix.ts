/** Which bytes mean black and white: 16 and 235, with chroma from 16 to 240, or all of them. */
export type Range = (typeof ranges)[number];
export const ranges = ['limited', 'full'] as const;

/**
 * Colour as brightness and two differences, by BT.601, the matrix of JPEG and of video at the sizes that the codec has:
 * `y = 0.299 r + 0.587 g + 0.114 b`, `cb = (b - y) / 1.772`, `cr = (r - y) / 1.402`, with the differences around 128.
 */
const red = 0.299;
const blue = 0.114;
const green = 1 - red - blue;
const blueSpan = 2 * (1 - blue);
const redSpan = 2 * (1 - red);

const scales = { limited: { luma: 219 / 255, black: 16, chroma: 224 / 255 }, full: { luma: 1, black: 0, chroma: 1 } };

/** Three planes of bytes, one for each pixel of a picture. */
export interface Planes {
  readonly y: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

/** Planes of interleaved red, green and blue; each value is rounded to the nearest. */
export function planesOf(rgb: Uint8Array, range: Range): Planes {
  const { luma, black, chroma } = scales[range];
  const pixels = rgb.length / 3;
  const [y, cb, cr] = [new Uint8Array(pixels), new Uint8Array(pixels), new Uint8Array(pixels)];
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += 3) {
    const [r, b] = [rgb[at]!, rgb[at + 2]!];
    const bright = red * r + green * rgb[at + 1]! + blue * b;
    y[pixel] = Math.floor(bright * luma + black + 0.5);
    cb[pixel] = byte(((b - bright) / blueSpan) * chroma + 128);
    cr[pixel] = byte(((r - bright) / redSpan) * chroma + 128);
  }
  return { y, cb, cr };
}

/** Interleaved red, green and blue of planes; each value is rounded to the nearest and cut off at 0 and 255. */
export function rgbOf({ y, cb, cr }: Planes, range: Range): Uint8Array {
  const { luma, black, chroma } = scales[range];
  const rgb = new Uint8Array(3 * y.length);
  for (let pixel = 0, at = 0; pixel < y.length; pixel++, at += 3) {
    const bright = (y[pixel]! - black) / luma;
    const b = bright + ((cb[pixel]! - 128) / chroma) * blueSpan;
    const r = bright + ((cr[pixel]! - 128) / chroma) * redSpan;
    rgb[at] = byte(r);
    rgb[at + 1] = byte((bright - red * r - blue * b) / green);
    rgb[at + 2] = byte(b);
  }
  return rgb;
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.floor(value + 0.5)));

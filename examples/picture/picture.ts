import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';

/** Pixels row by row, three bytes (red, green, blue) each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** The sizes that the engines are built for: a 5x5 kernel at least, and line buffers of 4096 pixels at most. */
export const limits = { least: 5, widest: 4096, pixels: 4_194_304 } as const;

/** What is wrong with a picture or a place, and what to do. */
export class PictureError extends Error {
  constructor(
    message: string,
    readonly help: string,
  ) {
    super(message);
  }
}

/** Reads a PNG of any colour type; transparency is laid over white. @throws PictureError */
export function readPicture(path: string): Picture {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new PictureError(
      `cannot read ${path}: ${reason(error)}`,
      'give the path of a PNG picture: npm start -- my.png',
    );
  }
  if (!bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')))
    throw new PictureError(
      `${path} is not a PNG picture`,
      'convert it first, for example: convert photo.jpg photo.png',
    );
  const [width, height] = bytes.length >= 24 ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [0, 0];
  // Before decoding: a huge size in the header would otherwise be allocated first.
  if (bytes.length >= 24) checkSize(path, width, height);
  let png: PNG;
  try {
    png = PNG.sync.read(bytes);
  } catch {
    // What the decoder says is about itself.
    throw new PictureError(
      `${path} is damaged or cut short`,
      'copy the file again, and check that a picture viewer opens it',
    );
  }
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const alpha = png.data[4 * i + 3]! / 255;
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(png.data[4 * i + c]! * alpha + 255 * (1 - alpha));
  }
  return { width, height, rgb };
}

function checkSize(path: string, width: number, height: number): void {
  const size = `${path} is ${width} x ${height} pixels`;
  if (width < limits.least || height < limits.least)
    throw new PictureError(
      `${size}, and a 5x5 kernel needs ${limits.least} x ${limits.least}`,
      'take a larger picture',
    );
  if (width > limits.widest || width * height > limits.pixels)
    throw new PictureError(
      `${size}, more than the ${limits.widest} pixels of a line buffer or ${limits.pixels} in all`,
      'scale it down, for example: convert big.png -resize 1024x small.png',
    );
}

/** A picture as the bytes of a PNG file. */
export function encodePicture({ width, height, rgb }: Picture): Buffer {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    png.data.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
    png.data[4 * i + 3] = 255;
  }
  return PNG.sync.write(png, { colorType: 2 });
}

/** Pictures of one size beside each other, `columns` to a row, with white between them. */
export function contactSheet(pictures: readonly Picture[], columns: number, gap = 8): Picture {
  const { width, height } = pictures[0]!;
  const rows = Math.ceil(pictures.length / columns);
  const sheet = { width: columns * (width + gap) - gap, height: rows * (height + gap) - gap };
  const rgb = new Uint8Array(sheet.width * sheet.height * 3).fill(255);
  pictures.forEach((picture, i) => {
    const left = (i % columns) * (width + gap);
    const top = Math.floor(i / columns) * (height + gap);
    for (let y = 0; y < height; y++)
      rgb.set(picture.rgb.subarray(3 * y * width, 3 * (y + 1) * width), 3 * ((top + y) * sheet.width + left));
  });
  return { ...sheet, rgb };
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

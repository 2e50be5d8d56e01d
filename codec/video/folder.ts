import { access, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodecError } from '../error.js';
import { makeFolder } from '../file/make-folder.js';
import { explainRead } from '../file/system-error.js';
import { checkSize, mostPixels } from './limits.js';
import { type Picture, picture } from './picture.js';
import { loadSharp, reasonOf, sharpPicture } from './sharp.js';
import { checkRate, type Rate, usualRate, type Video } from './video.js';

const endings = /\.(?:png|jpe?g|webp)$/i;

/**
 * The pictures in a folder, PNG, JPEG or WebP, in the order of their names with numbers as numbers (`2.png` before `10.png`).
 * Transparent places are black. One picture is in memory at a time.
 *
 * @param rate frames per second, which pictures do not tell. Default 25.
 * @throws CodecError if the rate is out of its bounds, there is no such folder, or no picture in it; going through the frames, if one cannot be read
 * or has another size than the first
 */
export async function readPictures(folder: string, rate: Rate = usualRate): Promise<Video> {
  checkRate(rate);
  const names = await readdir(folder).catch(error => {
    throw explainRead(error, folder);
  });
  const byNumber = new Intl.Collator('en', { numeric: true });
  const pictures = names.filter(name => endings.test(name)).sort((a, b) => byNumber.compare(a, b) || (a < b ? -1 : 1));
  const [first] = pictures;
  if (first === undefined)
    throw new CodecError(`${folder} has no pictures in it`, 'pictures are files that end in .png, .jpg or .webp');
  const { width, height } = await readPicture(join(folder, first));
  return { width, height, rate, frames: frames(folder, pictures, { width, height }) };
}

async function* frames(
  folder: string,
  names: readonly string[],
  { width, height }: { readonly width: number; readonly height: number },
): AsyncGenerator<Picture, void> {
  for (const name of names) {
    const one = await readPicture(join(folder, name));
    if (one.width !== width || one.height !== height)
      throw new CodecError(
        `${join(folder, name)} has ${one.width}x${one.height} pixels, and ${names[0]} ${width}x${height}`,
        'give all pictures the same size',
      );
    yield one;
  }
}

/**
 * A picture from a file: PNG, JPEG or WebP; upright, in sRGB, transparent places black.
 *
 * @throws CodecError if it cannot be read, is damaged, or has more than 2^26 pixels
 */
export async function readPicture(path: string): Promise<Picture> {
  const sharp = await loadSharp();
  await access(path).catch(error => {
    throw explainRead(error, path);
  });
  try {
    const { width, height, format } = await sharp(path, { limitInputPixels: false }).metadata();
    checkSize(width, height, path);
    if (!['png', 'jpeg', 'webp'].includes(format))
      throw new CodecError(`${path} is a picture of the kind ${format}`, 'PNG, JPEG and WebP are read');
    const { data, info } = await sharp(path, { limitInputPixels: mostPixels })
      .autoOrient()
      .flatten()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return picture(info.width, info.height, info.channels === 1 ? tripled(data) : data);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    throw new CodecError(`cannot read the picture ${path}: ${reasonOf(error)}`, 'make the file again', {
      cause: error,
    });
  }
}

/** Grey as red, green and blue. */
const tripled = (grey: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: 3 * grey.length }, (_, i) => grey[Math.floor(i / 3)]!);

/**
 * A picture as a PNG file.
 *
 * @throws CodecError if it has not just `3 * width * height` bytes
 */
export async function encodePng(one: Picture): Promise<Uint8Array> {
  return (await sharpPicture(one)).png().toBuffer();
}

/**
 * Writes frames into a folder, which is made if there is none, as `000001.png` and so on; gives how many there were.
 *
 * @throws an error of the system if a file cannot be written
 */
export async function writePictures(folder: string, frames: AsyncIterable<Picture>): Promise<number> {
  makeFolder(folder);
  let count = 0;
  for await (const frame of frames) {
    count++;
    await writeFile(join(folder, `${String(count).padStart(6, '0')}.png`), await encodePng(frame));
  }
  return count;
}

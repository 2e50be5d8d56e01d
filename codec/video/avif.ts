import { CodecError } from '../error.js';
import { checkSize } from './limits.js';
import { type Picture, picture } from './picture.js';
import { loadSharp, reasonOf, sharpPicture } from './sharp.js';

export interface AvifOptions {
  /** 1, the smallest, to 100. Default 50. */
  readonly quality?: number;
  /** How often colour is sampled: for each pixel, the default, or `4:2:0`, for each four, which takes a little less. */
  readonly sampling?: '4:4:4' | '4:2:0';
  /** 0, the quickest, to 9. Default 6. */
  readonly effort?: number;
}

/**
 * A picture as an AVIF file of 8 bits.
 *
 * @throws CodecError if an option is out of its range, a side is longer than 16384 pixels, or the picture has not just
 * `3 * width * height` bytes
 */
export async function encodeAvif(
  one: Picture,
  { quality = 50, sampling = '4:4:4', effort = 6 }: AvifOptions = {},
): Promise<Uint8Array> {
  const raw = await sharpPicture(one);
  try {
    return await raw.avif({ quality, chromaSubsampling: sampling, effort }).toBuffer();
  } catch (error) {
    throw new CodecError(
      `a picture of ${one.width}x${one.height} pixels does not become an AVIF: ${reasonOf(error)}`,
      'quality is 1 to 100, effort 0 to 9, and a side at most 16384 pixels long',
      { cause: error },
    );
  }
}

/**
 * The picture in an AVIF file. The size that it says it has is checked before memory is taken for it.
 *
 * @param expected the size that it must have, where that is known
 * @throws CodecError if it is no AVIF, damaged, of another size, or has more than 2^26 pixels
 */
export async function decodeAvif(
  bytes: Uint8Array,
  expected?: { readonly width: number; readonly height: number },
): Promise<Picture> {
  const wrong = (what: string, cause?: unknown): never => {
    throw new CodecError(`a picture is no AVIF that can be used: ${what}`, 'the file is damaged: get it again', {
      cause,
    });
  };
  // Its other readers, of which some can refer to files, do not get to see what is none.
  const kind = new TextDecoder('latin1').decode(bytes.subarray(4, 12));
  if (kind !== 'ftypavif') return wrong('it does not begin as one');
  const sharp = await loadSharp();
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    checkSize(width, height, 'an AVIF file');
    if (expected && (width !== expected.width || height !== expected.height))
      wrong(`it has ${width}x${height} pixels instead of ${expected.width}x${expected.height}`);
    if (pages !== 1) wrong(`it has ${pages} pictures`);
    const { data, info } = await sharp(bytes, { limitInputPixels: width * height, failOn: 'warning' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) wrong(`it has ${info.channels} channels`);
    return picture(info.width, info.height, data);
  } catch (error) {
    return error instanceof CodecError ? Promise.reject(error) : wrong(reasonOf(error), error);
  }
}

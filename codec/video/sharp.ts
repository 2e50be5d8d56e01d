import type { Sharp } from 'sharp';
import { CodecError } from '../error.js';
import { type Picture, picture } from './picture.js';

/**
 * The package that reads and writes PNG, AVIF and other pictures. It is loaded when the first one is met: it brings a
 * library of the system's kind with it, which takes longer to load than most work without pictures lasts.
 *
 * @throws CodecError if there is none for this system
 */
export async function loadSharp(): Promise<typeof import('sharp').default> {
  try {
    return (await import('sharp')).default;
  } catch (error) {
    throw new CodecError('the package sharp, which reads and writes pictures, cannot be loaded', 'npm install sharp', {
      cause: error,
    });
  }
}

/**
 * A picture as what that package works with.
 *
 * @throws CodecError if it has not just `3 * width * height` bytes, or the package cannot be loaded
 */
export async function sharpPicture(one: Picture): Promise<Sharp> {
  const { width, height, rgb } = picture(one.width, one.height, one.rgb);
  const sharp = await loadSharp();
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** What an error of it says, in one line: the last with words, behind which a line may have a number alone. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split('\n')
    .findLast(line => /[a-z]/i.test(line))
    ?.trim() ?? 'it does not say why';

import { CodecError } from '../error.js';

/** The most pixels of a picture that is read: a frame takes three bytes for each, and a few frames are in memory. */
export const mostPixels = 1 << 26;

/**
 * Checks the size that a file says its pictures have, before memory is taken for one.
 *
 * @throws CodecError if a side is no positive integer, or there are more than 2^26 pixels
 */
export function checkSize(width: number, height: number, name: string): void {
  const whole = Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0;
  if (!whole) throw new CodecError(`${name} has pictures of ${width}x${height} pixels`, 'the file is damaged');
  if (width * height > mostPixels)
    throw new CodecError(
      `${name} has pictures of ${width}x${height} pixels, of which at most ${mostPixels} are read`,
      'scale it down first',
    );
}

import { CodecError } from '../error.js';
import { type Picture, picture } from './picture.js';
import { sharpPicture } from './sharp.js';
import type { Video } from './video.js';

/**
 * The middle square of a picture, as large as it goes, at `size` pixels a side (Lanczos over three lobes; smaller
 * pictures are enlarged). One of that size already is given back as it is.
 *
 * @throws CodecError if the size is no integer from 1 to 4096, or the picture has not just `3 * width * height` bytes
 */
export async function fitPicture(one: Picture, size: number): Promise<Picture> {
  checkFit(size);
  const { width, height } = one;
  if (width === size && height === size) return one;
  const side = Math.min(width, height);
  const square = (await sharpPicture(one)).extract({
    left: Math.floor((width - side) / 2),
    top: Math.floor((height - side) / 2),
    width: side,
    height: side,
  });
  return picture(size, size, await square.resize(size, size, { kernel: 'lanczos3' }).raw().toBuffer());
}

/**
 * A video with every frame as `fitPicture` makes it.
 *
 * @throws CodecError if the size is no integer from 1 to 4096
 */
export function fitVideo(video: Video, size: number): Video {
  checkFit(size);
  return { ...video, width: size, height: size, frames: fitted(video.frames, size) };
}

async function* fitted(frames: AsyncIterable<Picture>, size: number): AsyncGenerator<Picture, void> {
  for await (const frame of frames) yield await fitPicture(frame, size);
}

/** @throws CodecError if pictures are not scaled to this size: it is no integer from 1 to 4096 */
export function checkFit(size: number): void {
  if (!(Number.isInteger(size) && size >= 1 && size <= 4096))
    throw new CodecError(`pictures of ${size}x${size} pixels`, 'give a size from 1 to 4096');
}

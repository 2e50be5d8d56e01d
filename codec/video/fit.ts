import { CodecError } from '../error.js';
import { type Picture, picture } from './picture.js';
import { loadSharp } from './sharp.js';
import type { Video } from './video.js';

/**
 * The middle square of a picture, as large as it goes, at `size` pixels a side (Lanczos over three lobes; smaller
 * pictures are enlarged). One of that size already is given back as it is.
 */
export async function fitPicture(one: Picture, size: number): Promise<Picture> {
  const { width, height, rgb } = one;
  if (width === size && height === size) return one;
  const side = Math.min(width, height);
  const sharp = await loadSharp();
  const square = sharp(rgb, { raw: { width, height, channels: 3 } }).extract({
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
  if (!(Number.isInteger(size) && size >= 1 && size <= 4096))
    throw new CodecError(`pictures of ${size}x${size} pixels`, 'give a size from 1 to 4096');
  return { ...video, width: size, height: size, frames: fitted(video.frames, size) };
}

async function* fitted(frames: AsyncIterable<Picture>, size: number): AsyncGenerator<Picture, void> {
  for await (const frame of frames) yield await fitPicture(frame, size);
}

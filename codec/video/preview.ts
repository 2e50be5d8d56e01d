import { CodecError } from '../error.js';
import type { Picture } from './picture.js';
import { loadSharp } from './sharp.js';
import { checkRate, type Video } from './video.js';

export interface PreviewOptions {
  /** `webp` is the smaller one; a `gif` has 256 colours. */
  readonly format: 'webp' | 'gif';
  /** Frames after the first so many are left out. Default: what fits into memory, see below. */
  readonly frames?: number;
}

/** Pixels of all frames of an animation together, which are in memory at once. */
const mostPixels = 1 << 25;
/** Milliseconds; browsers show a frame that is to last less for a tenth of a second. */
const shortest = 20;

/**
 * An animated picture of the beginning of a video, to look at in a browser: it repeats, at the speed of the video, of which
 * frames are left out above 50 per second. 2^25 pixels go into it at most, 512 frames of 256x256; the rest is not read.
 *
 * @throws CodecError if the video has no frames, or such that one alone has more pixels than that, or its rate is out of its bounds
 */
export async function preview(
  video: Video,
  { format, frames: most = Number.POSITIVE_INFINITY }: PreviewOptions,
): Promise<Uint8Array> {
  const { width, height, rate } = video;
  checkRate(rate);
  if (width * height > mostPixels)
    throw new CodecError(
      `a frame of ${width}x${height} pixels is too large for a preview`,
      'scale it down first: openVideo(path, { size }), or fitVideo',
    );
  const spacing = (1000 * rate.denominator) / rate.numerator;
  const step = Math.max(1, Math.ceil(shortest / spacing));
  // A GIF counts in hundredths of a second; its frames last so that their sum keeps the time.
  const unit = format === 'gif' ? 10 : 1;
  const time = (index: number): number => Math.round((index * step * spacing) / unit) * unit;
  const taken = await every(video.frames, step, Math.min(most, Math.floor(mostPixels / (width * height))));
  if (taken.length === 0) throw new CodecError('a video without frames has no preview', 'give one with frames');
  const sharp = await loadSharp();
  const tall = sharp(Buffer.concat(taken.map(({ rgb }) => rgb)), {
    raw: { width, height: height * taken.length, channels: 3, pageHeight: height },
  });
  const delay = taken.map((_, index) => Math.min(time(index + 1) - time(index), 0xffff));
  return (format === 'gif' ? tall.gif({ delay, loop: 0 }) : tall.webp({ delay, loop: 0, quality: 85 })).toBuffer();
}

async function every(frames: AsyncIterable<Picture>, step: number, most: number): Promise<Picture[]> {
  const taken: Picture[] = [];
  let index = 0;
  if (most > 0)
    for await (const frame of frames) {
      if (index++ % step === 0) taken.push(frame);
      if (taken.length >= most) break;
    }
  return taken;
}

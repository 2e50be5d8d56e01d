import { statSync } from 'node:fs';
import { type Chunks, fileChunks } from '../file/chunks.js';
import { startsWith, withFileSource } from '../file/source.js';
import { explainRead } from '../file/system-error.js';
import { readWithFfmpeg } from './ffmpeg.js';
import { fitVideo } from './fit.js';
import { readPictures } from './folder.js';
import type { Rate, Video } from './video.js';
import { magic } from './y4m/header.js';
import { readY4m } from './y4m/read.js';

export interface OpenOptions {
  /** Cut the middle square out of every frame and scale it to so many pixels a side. */
  readonly size?: number;
  /** Frames per second of a folder of pictures. Default 25. */
  readonly rate?: Rate;
}

/**
 * Opens moving pictures: a Y4M file, a folder of pictures, `-` for Y4M on standard input, a pipe of Y4M, or anything else that an installed
 * ffmpeg reads.
 *
 * @throws CodecError if it cannot be opened
 * @example
 * const { frames } = await openVideo('clip.mp4', { size: 256 });
 * for await (const { rgb } of frames) use(rgb);
 */
export async function openVideo(path: string, { size, rate }: OpenOptions = {}): Promise<Video> {
  const fit = (video: Video): Video => (size === undefined ? video : fitVideo(video, size));
  if (path === '-') return fit(await readY4m(process.stdin as Chunks, 'standard input'));
  const kind = statOf(path);
  if (kind.isDirectory()) return fit(await readPictures(path, rate));
  if (!kind.isFile() || isY4m(path)) return fit(await readY4m(fileChunks(path), path));
  return readWithFfmpeg(path, size);
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw explainRead(error, path);
  }
}

const isY4m = (path: string): boolean =>
  withFileSource(path, source => startsWith(source, ...new TextEncoder().encode(magic)));

import { type ChildProcess, spawn } from 'node:child_process';
import { CodecError } from '../error.js';
import { checkFit } from './fit.js';
import type { Video } from './video.js';
import { readY4m } from './y4m/read.js';

/**
 * Moving pictures out of any file that the program ffmpeg reads, which has to be installed. It runs beside and gives frame by
 * frame, at a constant rate, upright and with square pixels; the pieces that it reads may only be files.
 *
 * @param size the side of a square that is cut out of the middle and scaled to so many pixels; without it, pictures are as large as they are
 * @throws CodecError if the size is no integer from 1 to 4096, there is no ffmpeg, or it cannot read the file
 */
export async function readWithFfmpeg(path: string, size?: number): Promise<Video> {
  if (size !== undefined) checkFit(size);
  // Colours as `readY4m` expects them, whatever the file has.
  const colours = 'out_color_matrix=bt601:out_range=full:flags=lanczos+accurate_rnd+full_chroma_int';
  const square = size === undefined ? '' : `crop=min(iw\\,ih):min(iw\\,ih),scale=${size}:${size}:${colours},`;
  const filter = `scale=trunc(iw*sar+0.5):ih:${colours},${square}setsar=1,format=yuv444p`;
  const output = ['-an', '-sn', '-vf', filter, '-f', 'yuv4mpegpipe', '-strict', '-1', 'pipe:1'];
  // By its name with `file:`, a file cannot pass for an option or an address.
  const input = ['-protocol_whitelist', 'file,pipe', '-i', `file:${path}`];
  const child = spawn('ffmpeg', ['-nostdin', '-hide_banner', '-v', 'error', ...input, ...output], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return readY4m(outputOf(child, path), path);
}

/** Bytes of the last complaints that are kept. */
const longestComplaint = 4096;

async function* outputOf(child: ChildProcess, path: string): AsyncGenerator<Uint8Array, void> {
  let complaint = '';
  child.stderr!.on('data', (data: Buffer) => {
    complaint = (complaint + data).slice(-longestComplaint);
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  // It is waited for below; until then it is no error that nobody takes.
  ended.catch(() => {});
  try {
    yield* child.stdout!;
    if ((await ended) !== 0) throw unreadable(path, complaint);
  } catch (error) {
    throw isMissing(error) ? absent(path) : error;
  } finally {
    child.kill('SIGKILL');
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const absent = (path: string): CodecError =>
  new CodecError(
    `${path} is neither Y4M nor a folder of pictures, and there is no ffmpeg to read it`,
    'install ffmpeg, or convert it elsewhere: ffmpeg -i IN -pix_fmt yuv444p OUT.y4m',
  );

function unreadable(path: string, complaint: string): CodecError {
  const last = complaint.trim().split('\n').at(-1)!.replace(`file:${path}`, path);
  return new CodecError(`ffmpeg cannot read ${path}${last && `: ${last}`}`, 'give a file with moving pictures');
}

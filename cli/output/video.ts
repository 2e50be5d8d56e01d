import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Video } from '../../codec/video/video.js';
import type { Codec } from '../load/codec.js';
import { CommandError } from './command-error.js';
import { isDevice, temporaryFor, whileUnfinished } from './files.js';
import { writeChunks } from './stream.js';
import { explainWrite, isSystemError } from './system-error.js';

/** What `-o` of a command that gives moving pictures takes, for its help. */
export const videoOutputs =
  'a .y4m file, - for Y4M on standard output, an animated .gif or .webp, or a folder for PNGs';

/** Names that are hardly meant as folders. */
const otherKinds = /\.(?:mp4|m4v|mkv|mov|avi|webm|h26[45]|yuv|png|apng|jpe?g|avif|agc)$/i;

/**
 * Writes moving pictures as the name says: Y4M (a name in `.y4m`, `-`, a pipe or a device), an animated preview (`.gif`,
 * `.webp`), or else a folder of `000001.png` and so on, which has to be new or empty. All of it appears when the last
 * frame is written, and nothing when something fails.
 */
export async function writeVideo(codec: Codec, path: string, video: Video): Promise<void> {
  const preview = /\.(gif|webp)$/i.exec(path)?.[1]?.toLowerCase() as 'gif' | 'webp' | undefined;
  if (preview)
    return writeChunks(
      path,
      one(() => codec.preview(video, { format: preview })),
    );
  if (path === '-' || /\.y4m$/i.test(path) || isDevice(path)) return writeChunks(path, codec.y4mChunks(video));
  const other = otherKinds.exec(path)?.[0];
  if (other && !existsSync(path))
    throw new CommandError(`no moving pictures of the kind ${other} are written`, { help: `name ${videoOutputs}` });
  return writeFolder(codec, path, video);
}

async function* one(make: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await make();
}

async function writeFolder(codec: Codec, path: string, video: Video): Promise<void> {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory())
      throw new CommandError(`cannot write ${path}: a file of that name is in the way`, {
        help: `name ${videoOutputs}`,
      });
    if (readdirSync(path).length > 0)
      throw new CommandError(`cannot write ${path}: the folder has files in it`, {
        help: 'name one that is empty or not there yet',
      });
  }
  // Beside its place, and renamed when the last picture is there.
  const temporary = temporaryFor(resolve(path));
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  const guard = whileUnfinished(remove);
  try {
    mkdirSync(temporary);
    await codec.writePictures(temporary, video.frames);
    if (existsSync(path)) rmdirSync(path);
    renameSync(temporary, path);
  } catch (error) {
    remove();
    throw isSystemError(error) ? explainWrite(error, path) : error;
  } finally {
    guard.done();
  }
}

import { open, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDevice, removeFile, temporaryFor, whileUnfinished } from './files.js';
import { explainWrite, isSystemError } from './system-error.js';

/**
 * Writes bytes as they come: to standard output when `path` is `-`, and else into a file, which appears in its place when
 * the last of them is written, and not at all when something fails. What is no file, a pipe or a device, is written
 * as it comes: renaming would put a file in its place.
 */
export async function writeChunks(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  if (path === '-') {
    for await (const chunk of chunks) await writeOut(chunk);
    return;
  }
  const direct = isDevice(path);
  const target = direct ? path : temporaryFor(resolve(path));
  const remove = (): void => {
    if (!direct) removeFile(target);
  };
  const guard = whileUnfinished(remove);
  try {
    const file = await inUsersWords(open(target, direct ? 'w' : 'wx'), path);
    try {
      for await (const chunk of chunks) await inUsersWords(file.writeFile(chunk), path);
    } finally {
      await file.close();
    }
    if (!direct) await inUsersWords(rename(target, path), path);
  } catch (error) {
    remove();
    throw error;
  } finally {
    guard.done();
  }
}

/** Resolves when the reader has taken it, so that no more is in memory than one piece. */
const writeOut = (chunk: Uint8Array): Promise<void> =>
  new Promise((done, fail) => {
    process.stdout.write(chunk, error => (error ? fail(error) : done()));
  });

/** Where what is written comes from has errors of its own, which are not about the output. */
async function inUsersWords<T>(act: Promise<T>, path: string): Promise<T> {
  try {
    return await act;
  } catch (error) {
    throw isSystemError(error) ? explainWrite(error, path) : error;
  }
}

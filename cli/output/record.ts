import { closeSync, openSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDevice, removeFile, temporaryFor, whileUnfinished } from './files.js';
import { explainWrite, isSystemError } from './system-error.js';

/** A file that is being recorded under another name. */
export interface RecordedFile {
  /** Puts it in place. */
  finish(): void;
  /** Leaves nothing behind. */
  discard(): void;
  /** An error of the recorder in the user's words; any other as it is. */
  explain(error: unknown): unknown;
}

/**
 * Records under another name, so that the file appears when the run is over, and not at all when it is interrupted.
 * What is no file, a pipe or a device, is written as it comes: renaming would put a file in its place.
 */
export function recordInto(path: string, record: (path: string) => { close(): void }): RecordedFile {
  const direct = isDevice(path);
  const target = direct ? path : temporaryFor(resolve(path));
  const remove = (): void => {
    if (!direct) removeFile(target);
  };
  const explain = (error: unknown): unknown =>
    isSystemError(error) ? explainWrite(error, path) : explainText(error, target, path);
  const inUsersWords = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      remove();
      throw explain(error);
    }
  };
  // Before there is a file: a signal may come in between.
  const guard = whileUnfinished(remove);
  if (!direct) inUsersWords(() => closeSync(openSync(target, 'wx')));
  const recording = inUsersWords(() => record(target));
  // The recorder completes its file whenever the process ends; that file is not wanted then.
  process.once('exit', remove);
  const end = (act: () => void): void => {
    inUsersWords(() => {
      recording.close();
      act();
    });
    process.off('exit', remove);
    guard.done();
  };
  const place = (): void => {
    if (!direct) renameSync(target, path);
  };
  return { finish: () => end(place), discard: () => end(remove), explain };
}

/** The recorder tells the name that it was given, and the reason by node's code. */
function explainText(error: unknown, target: string, path: string): unknown {
  if (!(error instanceof Error && error.message.startsWith(`cannot write ${target}`))) return error;
  const [, code] = /\b(E[A-Z]{3,}): /.exec(error.message) ?? [];
  return code ? explainWrite(Object.assign(new Error(code), { code }), path) : error;
}

import { closeSync, openSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { removeFile, temporaryFor, whileUnfinished } from './files.js';
import { explainWrite, isSystemError } from './system-error.js';

/** A file that is being recorded under another name. */
export interface RecordedFile {
  /** Puts it in place. */
  finish(): void;
  /** Leaves nothing behind. */
  discard(): void;
}

/** Records under another name, so that the file appears when the run is over, and not at all when it is interrupted. */
export function recordInto(path: string, record: (path: string) => { close(): void }): RecordedFile {
  const temporary = temporaryFor(resolve(path));
  const remove = (): void => removeFile(temporary);
  const inUsersWords = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      remove();
      // The recorder tells its own names, and the reason by node's code.
      throw isSystemError(error) ? explainWrite(error, path) : explainText(error, path);
    }
  };
  inUsersWords(() => closeSync(openSync(temporary, 'wx')));
  const guard = whileUnfinished(remove);
  const recording = inUsersWords(() => record(temporary));
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
  return { finish: () => end(() => renameSync(temporary, path)), discard: () => end(remove) };
}

function explainText(error: unknown, path: string): unknown {
  const [, code] = (error instanceof Error && /\b(E[A-Z]{3,}): /.exec(error.message)) || [];
  return code ? explainWrite(Object.assign(new Error(code), { code }), path) : error;
}

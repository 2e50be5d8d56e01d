import { renameSync, rmSync } from 'node:fs';
import { CommandError } from './command-error.js';
import { temporaryFor, whileUnfinished } from './files.js';
import { explainWrite, isSystemError } from './system-error.js';

/** Records under another name, so that the file appears when the run is over, and not at all when it is interrupted. */
export function recordInto(path: string, record: (path: string) => { close(): void }): { finish(): void } {
  const temporary = temporaryFor(path);
  const remove = (): void => rmSync(temporary, { force: true });
  const inUsersWords = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      remove();
      if (isSystemError(error)) throw explainWrite(error, path);
      throw error instanceof Error
        ? new CommandError(error.message.replaceAll(temporary, path), { help: 'choose another path for --vcd' })
        : error;
    }
  };
  const recording = inUsersWords(() => record(temporary));
  const guard = whileUnfinished(remove);
  // The recorder completes its file whenever the process ends; that file is not wanted then.
  process.once('exit', remove);
  return {
    finish: () =>
      inUsersWords(() => {
        recording.close();
        renameSync(temporary, path);
        guard.done();
      }),
  };
}

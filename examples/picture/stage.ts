import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder in the making: its files appear in `folder` when all of them are complete, and not at all otherwise. */
export interface Stage {
  /** Where to write a file that is to become `name` in the folder. */
  place(name: string): string;
  write(name: string, contents: string | Uint8Array): void;
  /** Moves every file to its place, over one of an earlier run. */
  finish(): void;
}

export function stageFor(folder: string): Stage {
  makeFolder(folder);
  // Within the folder, hence on the same disk, so that moving is renaming.
  const temporary = mkdtempSync(join(folder, '.unfinished-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
  const names = new Set<string>();
  const place = (name: string): string => {
    names.add(name);
    const path = join(temporary, name);
    makeFolder(dirname(path));
    return path;
  };
  return {
    place,
    write: (name, contents) => writeFileSync(place(name), contents),
    finish() {
      for (const name of names) {
        makeFolder(dirname(join(folder, name)));
        renameSync(join(temporary, name), join(folder, name));
      }
    },
  };
}

/** One by one: where nothing can be made (`/proc`), node 20 never returns from the recursive form. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { explainWrite, isSystemError } from './system-error.js';

export interface OutputFile {
  /** Path below the folder. */
  readonly name: string;
  readonly text: string;
}

/** A file of bytes, in pieces that follow each other. */
export interface BinaryFile extends Pick<OutputFile, 'name'> {
  readonly chunks: readonly Uint8Array[];
}

/** What an interrupted command must take away again: temporary files, and folders made for them. */
const unfinished = new Set<() => void>();

const exits = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

function interrupted(signal: NodeJS.Signals): void {
  removeUnfinished();
  process.exit(exits[signal as keyof typeof exits]);
}

/**
 * Signals are listened to only while there is something to remove: a listener never gets its turn while a design runs
 * (`while (signal)` is endless), and without one the system ends the process.
 */
function listen(): void {
  for (const signal of Object.keys(exits)) {
    process.off(signal, interrupted);
    if (unfinished.size > 0) process.on(signal, interrupted);
  }
}

/** Removes whatever is half-written. Runs at Ctrl-C, where nothing can be awaited. */
export function removeUnfinished(): void {
  for (const remove of unfinished) remove();
  unfinished.clear();
  listen();
}

/** Has `remove` run when the command is interrupted before `done` is called. */
export function whileUnfinished(remove: () => void): { done: () => void } {
  unfinished.add(remove);
  listen();
  const done = (): void => {
    unfinished.delete(remove);
    listen();
  };
  return { done };
}

/**
 * Writes all files or none: each is written beside its place first, and renamed when the last one is complete.
 * Missing folders are made. Throws `CommandError` that names the file and the reason, with nothing left behind.
 */
export function writeFiles(folder: string, files: readonly (OutputFile | BinaryFile)[]): void {
  const made: string[] = [];
  const written: { readonly temporary: string; readonly path: string }[] = [];
  const undo = (): void => {
    for (const { temporary } of written) removeFile(temporary);
    for (const path of made.reverse()) removeIfEmpty(path);
  };
  const guard = whileUnfinished(undo);
  let current = folder;
  try {
    for (const of of files) {
      const path = join(folder, of.name);
      current = path;
      made.push(...makeFolder(dirname(path)));
      const temporary = temporaryFor(path);
      written.push({ temporary, path });
      writePieces(temporary, 'text' in of ? [of.text] : of.chunks);
    }
    for (const { temporary, path } of written) {
      current = path;
      renameSync(temporary, path);
    }
  } catch (error) {
    undo();
    throw isSystemError(error) ? explainWrite(error, current) : error;
  } finally {
    guard.done();
  }
}

function writePieces(path: string, pieces: readonly (string | Uint8Array)[]): void {
  const file = openSync(path, 'wx');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** A name in the same folder, hence on the same disk, so that the renaming is one step. */
export const temporaryFor = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(3).toString('hex')}.tmp`);

/** Whether something is there that is written as it comes, such as a pipe. */
export function isDevice(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Makes a folder with its parents; gives those that were not there, outermost first. */
function makeFolder(path: string): string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  // One by one: where nothing can be made (`/proc`), node 20 never returns from the recursive form.
  for (const folder of missing) mkdirSync(folder);
  if (!statSync(path).isDirectory()) mkdirSync(path);
  return missing;
}

/** Removes a file that may not be there, nor its folder. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is none: then there is nothing to remove.
  }
}

function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Something else has come to stand in it, or it was never made.
  }
}

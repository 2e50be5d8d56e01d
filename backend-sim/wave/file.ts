import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { fail } from '../error.js';

/** A text file in the making: it appears under its name only when it is complete. */
export interface TextFile {
  write(text: string): void;
  /** Puts the file in place. */
  finish(): void;
}

const CHUNK = 1 << 16;

/**
 * Writes beside `path` and renames at the end. After an error nothing is left behind, and nothing more is written.
 * What is no file, a pipe or a device, is written as it comes: renaming would put a file in its place.
 *
 * @throws SimulationError when the file cannot be written, also later, when the disk is full.
 */
export function textFile(path: string): TextFile {
  const direct = isDevice(path);
  const beside = direct ? path : `${path}.${process.pid}.part`;
  let open = true;
  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      open = false;
      if (!direct) rmSync(beside, { force: true });
      return fail(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const file = guard(() => openSync(beside, 'w'));
  let pending = '';
  const flush = (): void => {
    const bytes = Buffer.from(pending);
    pending = '';
    guard(() => {
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      } catch (error) {
        closeSync(file);
        throw error;
      }
    });
  };
  return {
    write(text) {
      if (!open) return;
      pending += text;
      if (pending.length >= CHUNK) flush();
    },
    finish() {
      if (!open) return;
      flush();
      open = false;
      closeSync(file);
      if (!direct) guard(() => renameSync(beside, path));
    },
  };
}

function isDevice(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

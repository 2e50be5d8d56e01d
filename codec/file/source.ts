import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CodecError } from '../error.js';
import { explainRead } from './system-error.js';

/** Bytes to be read in any order: a file, of which only what is asked for comes into memory, or bytes that are there. */
export interface Source {
  /** What errors call it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * The bytes from `offset` on.
   *
   * @throws CodecError if there are not as many
   */
  read(offset: number, length: number): Uint8Array;
}

/** Bytes in memory as a source. What is read shares their memory. */
export const bytesSource = (bytes: Uint8Array, name = 'the file'): Source => ({
  name,
  size: bytes.length,
  read(offset, length) {
    checkRange(this, offset, length);
    return bytes.subarray(offset, offset + length);
  },
});

/** Whether the first bytes are these. */
export const startsWith = (source: Source, ...bytes: readonly number[]): boolean =>
  source.size >= bytes.length && source.read(0, bytes.length).every((byte, i) => byte === bytes[i]);

/**
 * Opens a file while `use` runs.
 *
 * @throws CodecError if there is no such file, or if it cannot be read
 */
export function withFileSource<T>(path: string, use: (source: Source) => T): T {
  const inUsersWords = <R>(act: () => R): R => {
    try {
      return act();
    } catch (error) {
      throw explainRead(error, path);
    }
  };
  const file = inUsersWords(() => openSync(path, 'r'));
  try {
    const { size } = inUsersWords(() => regular(file, path));
    const source: Source = {
      name: path,
      size,
      read(offset, length) {
        checkRange(this, offset, length);
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length; ) {
          const got = inUsersWords(() => readSync(file, bytes, done, Math.min(length - done, 1 << 30), offset + done));
          if (got === 0) throw new CodecError(`${path} became shorter while it was read`, 'try again');
          done += got;
        }
        return bytes;
      },
    };
    return use(source);
  } finally {
    closeSync(file);
  }
}

function regular(file: number, path: string): { size: number } {
  const stat = fstatSync(file);
  if (stat.isFile()) return stat;
  throw new CodecError(
    `cannot read ${path}: it is ${stat.isDirectory() ? 'a folder' : 'no regular file'}`,
    'give the file itself; a pipe has to be saved first',
  );
}

function checkRange({ name, size }: Source, offset: number, length: number): void {
  if (offset < 0 || length < 0 || !(offset + length <= size))
    throw new CodecError(
      `${name} ends after ${size} bytes, before what it says is in bytes ${offset} to ${offset + length}`,
      'the file is truncated or damaged: get it again',
    );
}

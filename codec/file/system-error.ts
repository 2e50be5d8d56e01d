import { CodecError } from '../error.js';

const reasons: Readonly<Record<string, readonly [what: string, help: string]>> = {
  ENOENT: ['there is no such file', 'check the path'],
  EISDIR: ['it is a folder', 'give a file'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'check the path'],
  EACCES: ['no permission', 'choose a file that you may read'],
  EPERM: ['no permission', 'choose a file that you may read'],
};

/** Why a file cannot be read, in the user's words; anything but a failed system call as it is. */
export function explainRead(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [what, help] = reasons[code] ?? [message, 'check the file and the disk that it is on'];
  return new CodecError(`cannot read ${path}: ${what}`, help, { cause: error });
}

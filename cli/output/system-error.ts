import { CommandError } from './command-error.js';

export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';

const reasons: Readonly<Record<string, readonly [what: string, help: string]>> = {
  ENOSPC: ['the disk is full', 'free some space, or write to another folder'],
  EDQUOT: ['your disk quota is used up', 'free some space, or write to another folder'],
  EACCES: ['no permission', 'choose a folder that you may write to'],
  EPERM: ['no permission', 'choose a folder that you may write to'],
  EROFS: ['the file system is read-only', 'choose a folder that you may write to'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'choose another path'],
  EEXIST: ['a file of that name is in the way', 'choose another path'],
  EISDIR: ['a folder of that name is in the way', 'choose another name'],
  ENOENT: ['there is no such folder', 'check the path'],
  EFBIG: ['the file is larger than allowed here', 'write to another folder'],
  EPIPE: ['its reader has closed it', 'read it to its end'],
  ENAMETOOLONG: ['the path is too long', 'choose a shorter one'],
};

/** A failed system call in the user's words; `path` where the failure does not tell, or tells a temporary name. */
export function explainWrite(error: NodeJS.ErrnoException, path = error.path ?? 'standard output'): CommandError {
  const [what, help] = reasons[error.code ?? ''] ?? [error.message, undefined];
  return new CommandError(`cannot write ${path}: ${what}`, { help });
}

import { type OutputFile, writeFiles } from './files.js';
import { print, printJson } from './terminal.js';

/** Where the files that a command makes go. */
export interface FilesOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * Answers with files. Without `output` that is their text; otherwise they are written into that folder, and the answer is
 * their paths. Throws `CommandError` where they cannot be written.
 */
export function answerFiles(files: readonly OutputFile[], { output, json }: FilesOptions): Promise<void> {
  if (output === undefined) return json ? printJson({ files }) : print(files.map(({ text }) => text).join('\n'));
  writeFiles(output, files);
  const names = files.map(({ name }) => name);
  return json ? printJson({ folder: output, files: names }) : print(names.map(name => `${output}/${name}`).join('\n'));
}

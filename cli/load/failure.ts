import { relative } from 'node:path';
import type { BuildFailure, Message, PartialMessage } from 'esbuild';
import { CommandError } from '../output/command-error.js';
import { entries } from './entries.js';
import { findName, findText, type Place, pointAt } from './place.js';

export const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && Array.isArray((error as { errors?: unknown }).errors);

export const noEntryPoint = (specifier: string): PartialMessage => ({
  text: `Could not resolve "${specifier}"`,
  detail: `grace-hdl has ${[...entries.keys()].join(', ')}`,
});

/** What esbuild found wrong, as the user's mistake at a place in the user's file. */
export function explainFailure({ text, location, detail }: Message): CommandError {
  if (!location) return new CommandError(text);
  const { file } = location;
  const [, lost] = /^Could not resolve "(.*)"/.exec(text) ?? [];
  const [, from, name] = /^No matching export in "(.*)" for import "(.*)"/.exec(text) ?? [];
  // Syntax errors stand in the file itself; what an import does not find is noticed later, in what was made of the file.
  const place: Place = (lost && findImport(file, lost)) || (name && findName(file, name)) || location;
  if (lost !== undefined)
    return new CommandError(`cannot find the import '${lost}'`, {
      where: pointAt(file, place),
      help: typeof detail === 'string' ? detail : 'check the path, or install the package',
    });
  if (name !== undefined)
    return missingName(name, pointAt(file, place), from?.startsWith('entry:') ? 'package' : 'file');
  return new CommandError(`cannot read the design: ${text}`, {
    where: pointAt(file, place),
    help: 'mend the syntax at this place',
  });
}

/** An import of a name that is not exported. */
export const missingName = (name: string, where: string, by = 'package'): CommandError =>
  new CommandError(`there is no '${name}' to import`, {
    where,
    help: `check the spelling, and which ${by} exports it`,
  });

const findImport = (file: string, specifier: string): Place | undefined =>
  findText(file, `"${specifier}"`) ?? findText(file, `'${specifier}'`);

/** Where a name is imported, which a linker does not tell; only the file when that is in another one. */
export function whereNamed(path: string, name: string): string {
  const place = findName(path, name);
  return place ? pointAt(path, place) : `in a file that ${relative(process.cwd(), path)} imports`;
}

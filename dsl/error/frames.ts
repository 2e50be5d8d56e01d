import { findSourceMap } from 'node:module';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from '../ir/loc.js';
import { columnInFile } from './inserted.js';

/** What is used of V8's structured stack frame. */
export type CallSite = Pick<
  NodeJS.CallSite,
  'getFileName' | 'getLineNumber' | 'getColumnNumber' | 'getFunctionName'
> & { isAsync?(): boolean };

/** The user's frames of a stack, innermost first; none when the stack does not reach that far. */
export function framesOf(sites: readonly CallSite[]): readonly Frame[] {
  const users: Frame[] = [];
  for (const site of sites) {
    const file = pathOf(site.getFileName());
    // What awaits the design file has started it, and says nothing about it.
    if (file === undefined || site.isAsync?.()) continue;
    const frame = mapped(site, file);
    if (!isLibrary(file) && !isLibrary(frame.file)) users.push(frame);
  }
  while (users.length > 0 && isDependency(users.at(-1)!.file)) users.pop();
  return Object.freeze(users);
}

/** Folders of the package whose frames are ours; in its root also stand examples and tests, which are users. */
const folders = ['dsl', 'backend-sim', 'backend-verilog', 'stdlib-engines', 'cli'];

/** This file is `dsl/error/frames` in the sources, and part of some file below `dist/` once bundled. */
const library = ((): readonly string[] => {
  const here = dirname(fileURLToPath(import.meta.url));
  const source = join('dsl', 'error');
  if (here.endsWith(sep + source)) {
    const root = here.slice(0, -source.length);
    return folders.map(folder => root + folder + sep);
  }
  const below = here + sep;
  const dist = below.lastIndexOf(`${sep}dist${sep}`);
  return [dist < 0 ? below : below.slice(0, dist + 6)];
})();

const isLibrary = (file: string): boolean => library.some(folder => file.startsWith(folder));

/** Not of the library's own code. */
export const isUsers = (frame: Frame): boolean => !isLibrary(frame.file);

const isDependency = (file: string): boolean => file.includes(`${sep}node_modules${sep}`);

/** The path of a script, or undefined for node's own code and for text that was evaluated. */
function pathOf(name: string | null | undefined): string | undefined {
  if (!name || name.startsWith('node:')) return undefined;
  if (!name.startsWith('file:')) return isAbsolute(name) ? name : undefined;
  const url = new URL(name);
  url.search = url.hash = '';
  return fileURLToPath(url);
}

/** The position in the file that the user wrote, when the running one was compiled and its source map is known. */
function mapped(site: CallSite, file: string): Frame {
  const line = site.getLineNumber() ?? 1;
  const column = site.getColumnNumber() ?? 1;
  const fn = site.getFunctionName();
  const where = isLibrary(file) ? undefined : origin(site.getFileName()!, file, line, column);
  const place = where ?? { file, line, column: columnInFile(file, line, column) };
  return Object.freeze({ ...place, ...(fn ? { fn } : {}) });
}

function origin(script: string, file: string, line: number, column: number): Frame | undefined {
  const map = findSourceMap(script) ?? findSourceMap(file);
  const entry = map?.findEntry(line - 1, column - 1);
  if (!entry || !('originalSource' in entry) || !entry.originalSource) return undefined;
  const source = pathOf(entry.originalSource) ?? resolve(dirname(file), entry.originalSource);
  return { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

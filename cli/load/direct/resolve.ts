import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../typescript/unread.js';

/** The file that a relative import means, as esbuild finds it. Throws `Unread` for what is no TypeScript file. */
export function fileOf(specifier: string, importer: string): string {
  if (!/^\.{1,2}\//.test(specifier)) refuse();
  const path = join(dirname(importer), specifier);
  if (/\.m?ts$/.test(path)) return existing(path) ?? refuse();
  // TypeScript writes the name of the JavaScript file that it will become, or none of a kind.
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) refuse();
  if (/\.m?js$/.test(path)) return existing(path.replace(/js$/, 'ts')) ?? refuse();
  return existsSync(`${path}.tsx`) ? refuse() : (existing(`${path}.ts`) ?? refuse());
}

const existing = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
};

/** The text of a file of the project; packages have been named where they were made, and have settings of their own. */
export function sourceOf(path: string): string {
  return path.includes('node_modules') || !/\.m?ts$/.test(path) ? refuse() : readFileSync(path, 'utf8');
}

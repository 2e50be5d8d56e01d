import type { Loader } from 'esbuild';

/** A file that imports the language by its package name: only such a file is given names. */
export const usesLanguage = /\b(?:from|import)\s*['"]grace-hdl(?:\/[\w-]+)?['"]/;

/** How the library's own files, and its tests, import the language. */
export const usesLanguageByPath = /\b(?:from|import)\s*['"](?:grace-hdl(?:\/[\w-]+)?|(?:\.{1,2}\/)+dsl\/index\.js)['"]/;

/** What esbuild is to read a file as; undefined when it is not code. */
export function loaderOf(path: string): Loader | undefined {
  return /\.[cm]?tsx?$/.test(path) ? (path.endsWith('x') ? 'tsx' : 'ts') : /\.m?js$/.test(path) ? 'js' : undefined;
}

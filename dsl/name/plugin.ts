import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';
import { loaderOf, usesLanguage } from './language.js';
import { loadNamed } from './load.js';

export interface NamingOptions {
  /** Which files are given names, by their text; default: those that import `grace-hdl`. */
  readonly uses?: RegExp;
}

/**
 * esbuild plugin: hardware values in files that import the language know the names they are declared under.
 * ```ts
 * await build({ entryPoints: ['design.ts'], bundle: true, plugins: [plugin()], external: ['grace-hdl'] });
 * ```
 */
export function plugin(options: NamingOptions = {}): Plugin {
  const uses = options.uses ?? usesLanguage;
  return {
    name: 'grace-naming',
    setup(build) {
      const folder = build.initialOptions.absWorkingDir ?? process.cwd();
      build.onLoad({ filter: /\.(?:[cm]?tsx?|m?js)$/ }, async ({ path }) => {
        const loader = loaderOf(path);
        const source = await readFile(path, 'utf8');
        if (!loader || !uses.test(source)) return undefined;
        try {
          return {
            contents: await loadNamed(source, path, { loader, named: true, file: relative(folder, path) }),
            loader: 'js',
          };
        } catch (error) {
          // esbuild reads the file itself and reports what is wrong, with the text around it.
          if (error instanceof Error && 'errors' in error) return undefined;
          throw error;
        }
      });
    },
  };
}

import { readFile } from 'node:fs/promises';
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { loaderOf, loadNamed, usesLanguage, usesLanguageByPath } from './load.js';

let uses = usesLanguage;
/**
 * Within this repository the library and the examples are named as they are for users, while designs in tests stand
 * for use without names, but for the folders `cases` of whole design files; another loader handles, and caches, whatever is not to be named.
 */
let repository: string | undefined;

export const initialize: InitializeHook<{ fromSource: boolean }> = ({ fromSource }) => {
  if (!fromSource) return;
  uses = usesLanguageByPath;
  repository = fileURLToPath(new URL('../../', import.meta.url));
};

/** TypeScript writes `./part.js` for the file `part.ts`. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    const typescript = specifier.replace(/\.(m?)js$/, '.$1ts');
    if (typescript === specifier || !/^(?:\.{0,2}\/|file:)/.test(specifier)) throw error;
    try {
      return await next(typescript, context);
    } catch {
      throw error;
    }
  }
};

/** Packages are JavaScript already, and not the user's. */
const own = (url: string): boolean => url.startsWith('file:') && !url.includes('/node_modules/');

export const load: LoadHook = async (url, context, next) => {
  if (!own(url)) return next(url, context);
  const path = fileURLToPath(url);
  const loader = loaderOf(path);
  if (!loader) return next(url, context);
  const source = await readFile(path, 'utf8');
  const inTest = repository !== undefined && path.startsWith(`${repository}test/`) && !/\/(?:cases|fixed)\//.test(path);
  const named = uses.test(source) && context.format !== 'commonjs' && !inTest;
  if (!named && (repository || loader === 'js')) return next(url, context);
  return { format: 'module', shortCircuit: true, source: await loadNamed(source, path, { loader, named }) };
};

import { readFile } from 'node:fs/promises';
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cacheFor } from './cache.js';
import { loaderOf, usesLanguage, usesLanguageByPath } from './language.js';

let uses = usesLanguage;
/**
 * Within this repository the library and the examples are named as they are for users, while designs in tests stand
 * for use without names, but for the folders `cases`, `fixed` and `kernels` of whole design files; another loader handles, and caches, whatever is not to be named.
 */
let repository: string | undefined;
/** Results of earlier runs; none within this repository, where the transform itself changes. */
let cached = (_key: string, make: () => Promise<string>): Promise<string> => make();

export const initialize: InitializeHook<{ fromSource: boolean }> = async ({ fromSource }) => {
  if (!fromSource) {
    cached = cacheFor(fileURLToPath(import.meta.url));
    return;
  }
  // Before the hooks act: an import from within one would wait for itself.
  await import('./load.js');
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

/** This package where it is used by a link, which has no `node_modules` in its path. */
const built = new URL('../../', import.meta.url).href;

/** Packages are JavaScript already, and not the user's. */
const own = (url: string): boolean =>
  url.startsWith('file:') && !url.includes('/node_modules/') && (repository !== undefined || !url.startsWith(built));

/** What a program has that was named before, such as a bundle; its kernels still tell the imports of their sources. */
const hasNames = /\b__grace_(?:named|source)\b/;

export const load: LoadHook = async (url, context, next) => {
  if (!own(url)) return next(url, context);
  const path = fileURLToPath(url);
  const loader = loaderOf(path);
  if (!loader) return next(url, context);
  const source = await readFile(path, 'utf8');
  const inTest =
    repository !== undefined && path.startsWith(`${repository}test/`) && !/\/(?:cases|fixed|kernels)\//.test(path);
  const named = uses.test(source) && context.format !== 'commonjs' && !inTest && !hasNames.test(source);
  if (!named && (repository || loader === 'js')) return next(url, context);
  // The compiler is loaded only for a file that no earlier run has seen: starting it takes longer than its work.
  const make = async () => (await import('./load.js')).loadNamed(source, path, { loader, named });
  const code = await cached(`${path}\n${named}\n${source}`, make);
  return { format: 'module', shortCircuit: true, source: code };
};

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { loaderOf, usesLanguage } from '../../dsl/name/language.js';
import { loadNamed } from '../../dsl/name/load.js';
import { entries, entryModule } from './entries.js';
import { explainFailure, isBuildFailure, noEntryPoint } from './failure.js';
import { usesUs } from './package-of.js';

/**
 * A design file with every file of the project that it imports, as one module of JavaScript for `folder`.
 * Packages stay outside, but for those that describe hardware too; `grace-hdl` is the copy that this command is part of.
 * `banner` is what it does first. Throws `CommandError` with the line when something does not parse or an import leads nowhere.
 */
export async function bundle(file: string, folder: string, banner = ''): Promise<string> {
  const files: Plugin = {
    name: 'grace-design',
    setup(build) {
      build.onResolve({ filter: /^grace-hdl(?:\/|$)/ }, ({ path }) =>
        entries.has(path) ? { path, namespace: 'entry' } : { errors: [noEntryPoint(path)] },
      );
      build.onLoad({ filter: /./, namespace: 'entry' }, async ({ path }) => ({ contents: await entryModule(path) }));
      build.onResolve({ filter: /^[^./]/ }, async ({ path, ...from }) => {
        if (from.pluginData === 'asked' || path.startsWith('node:') || /^[a-z]:/i.test(path)) return undefined;
        const { resolveDir, kind, importer } = from;
        const found = await build.resolve(path, { resolveDir, kind, importer, pluginData: 'asked' });
        if (found.errors.length > 0 || found.external) return found;
        const outside = found.path.includes('node_modules') && !usesUs(found.path);
        return outside ? { path: pathToFileURL(found.path).href, external: true } : found;
      });
      build.onLoad({ filter: /\.(?:[cm]?tsx?|m?js)$/ }, async ({ path }) => {
        const source = readFileSync(path, 'utf8');
        // A package has been named where it was made.
        const named = usesLanguage.test(source) && !path.includes('node_modules');
        // Every other file esbuild reads by itself.
        if (!named && !source.includes('import.meta')) return undefined;
        try {
          const define = importMeta(path);
          return { contents: await loadNamed(source, path, { loader: loaderOf(path)!, named, define }), loader: 'js' };
        } catch (error) {
          if (!isBuildFailure(error)) throw error;
          return { errors: error.errors.map(message => ({ ...message, location: inFile(message.location, path) })) };
        }
      });
    },
  };
  try {
    const building = build({
      absWorkingDir: process.cwd(),
      entryPoints: [file],
      outdir: folder,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'inline',
      sourcesContent: false,
      banner: { js: banner },
      logLevel: 'silent',
      plugins: [files],
    });
    // While esbuild starts, what every design imports is loaded.
    void entries.get('grace-hdl')!();
    const { outputFiles } = await building;
    return outputFiles[0]!.text;
  } catch (error) {
    throw isBuildFailure(error) ? explainFailure(error.errors[0]!) : error;
  }
}

/** A file finds what stands beside it, although it runs from elsewhere. */
const importMeta = (path: string): Record<string, string> => ({
  'import.meta.url': JSON.stringify(pathToFileURL(path).href),
  'import.meta.filename': JSON.stringify(path),
  'import.meta.dirname': JSON.stringify(dirname(path)),
});

const inFile = <Place extends object>(place: Place | null, file: string): (Place & { file: string }) | null =>
  place && { ...place, file };

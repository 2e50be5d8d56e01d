import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Location, Message, Plugin } from 'esbuild';
import { CommandError } from '../output/command-error.js';

/**
 * A design file with every file of the project that it imports, as one module of JavaScript for `folder`.
 * Packages stay outside; `grace-hdl` is the copy that this command is part of, so both sides mean the same thing.
 * `banner` is what it does first. Throws `CommandError` with the line when something does not parse or an import leads nowhere.
 */
export async function bundle(file: string, folder: string, banner = ''): Promise<string> {
  const esbuild = await import('esbuild');
  const { loadNamed } = await import('../../dsl/name/load.js');
  const { loaderOf, usesLanguage } = await import('../../dsl/name/language.js');
  const files: Plugin = {
    name: 'grace-design',
    setup(build) {
      build.onResolve({ filter: /^grace-hdl(?:\/|$)/ }, ({ path }) => ({ path: ownCopy(path), external: true }));
      build.onResolve({ filter: /^[^./]/ }, async ({ path, ...from }) => {
        if (from.pluginData === 'asked' || path.startsWith('node:') || /^[a-z]:/i.test(path)) return undefined;
        const { resolveDir, kind, importer } = from;
        const found = await build.resolve(path, { resolveDir, kind, importer, pluginData: 'asked' });
        if (found.errors.length > 0 || found.external) return found;
        return found.path.includes('node_modules') ? { path: pathToFileURL(found.path).href, external: true } : found;
      });
      build.onLoad({ filter: /\.(?:[cm]?tsx?|m?js)$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        try {
          const define = importMeta(path);
          const named = usesLanguage.test(source);
          return { contents: await loadNamed(source, path, { loader: loaderOf(path)!, named, define }), loader: 'js' };
        } catch (error) {
          if (!isBuildFailure(error)) throw error;
          return { errors: error.errors.map(message => inFile(message, path)) };
        }
      });
    },
  };
  try {
    const result = await esbuild.build({
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
    return result.outputFiles[0]!.text;
  } catch (error) {
    if (isBuildFailure(error)) throw explain(error.errors[0]!);
    throw error;
  }
}

const ownCopy = (specifier: string): string => {
  try {
    return import.meta.resolve(specifier);
  } catch {
    throw new CommandError(`no entry point '${specifier}'`, {
      help: 'see the list in the guide: grace-hdl, /sim, /verilog, /engines',
    });
  }
};

/** A file finds what stands beside it, although it runs from elsewhere. */
const importMeta = (path: string): Record<string, string> => ({
  'import.meta.url': JSON.stringify(pathToFileURL(path).href),
  'import.meta.filename': JSON.stringify(path),
  'import.meta.dirname': JSON.stringify(dirname(path)),
});

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && Array.isArray((error as { errors?: unknown }).errors);

const inFile = (message: Message, path: string): Message => ({
  ...message,
  location: message.location && { ...message.location, file: path },
});

/** Syntax errors stand in the file itself; a missing import is noticed later, in what was made of the file. */
function explain({ text, location }: Message): CommandError {
  if (!location) return new CommandError(text);
  const [, missing] = /^Could not resolve "(.*)"/.exec(text) ?? [];
  const place = missing === undefined ? location : (findImport(location.file, missing) ?? location);
  const where = `${relative(process.cwd(), location.file)}:${place.line}:${place.column + 1}`;
  const gap = ' '.repeat(where.length + 4 + place.column);
  return new CommandError(
    missing === undefined ? `cannot read the design: ${text}` : `cannot find the import '${missing}'`,
    {
      where: `${where}    ${place.lineText}\n${gap}${'^'.repeat(Math.max(1, place.length))}`,
      help: missing === undefined ? 'mend the syntax at this place' : 'check the path, or install the package',
    },
  );
}

type Position = Pick<Location, 'line' | 'column' | 'length' | 'lineText'>;

function findImport(file: string, specifier: string): Position | undefined {
  for (const [i, lineText] of readFileSync(file, 'utf8').split('\n').entries())
    for (const quote of ['"', "'"]) {
      const column = lineText.indexOf(quote + specifier + quote);
      if (column >= 0) return { line: i + 1, column, length: specifier.length + 2, lineText };
    }
  return undefined;
}

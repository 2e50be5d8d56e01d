import { pathToFileURL } from 'node:url';
import { type Loader, transform } from 'esbuild';
import { shiftMappings } from './sourcemap.js';
import { nameValues } from './transform.js';

export interface LoadOptions {
  readonly loader: Loader;
  /** Whether values are given names; see `usesLanguage`. */
  readonly named: boolean;
  /** What kernels call the file; its path by default, which what is built for others should not hold. */
  readonly file?: string;
  /** Values known before the program runs, as esbuild's `define`. */
  readonly define?: Readonly<Record<string, string>>;
}

/**
 * One source file as the JavaScript that runs: types removed and values named, with an inline source map back to it.
 * Throws esbuild's `TransformFailure` when the file does not parse.
 */
export async function loadNamed(source: string, path: string, options: LoadOptions): Promise<string> {
  const stripped = await transform(source, {
    loader: options.loader,
    format: 'esm',
    target: 'node20',
    sourcefile: pathToFileURL(path).href,
    sourcemap: 'external',
    sourcesContent: false,
    define: { ...options.define },
  });
  const { code, edits } = options.named
    ? nameValues(stripped.code, { file: options.file ?? path, source })
    : { code: stripped.code, edits: [] };
  const map: { mappings: string } = JSON.parse(stripped.map);
  map.mappings = shiftMappings(map.mappings, stripped.code, edits);
  const inline = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${code}//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}

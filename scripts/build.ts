import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { usesLanguageByPath } from '../dsl/name/language.js';
import { plugin as naming } from '../dsl/name/plugin.js';

/**
 * `npm run build`: the package as users get it, below dist/. One JavaScript file per entry point, with shared parts in
 * common files, so that the language is there once however it is reached; and the types, file by file.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const at = (path: string): string => join(root, path);

interface Package {
  readonly exports: Readonly<Record<string, string | { readonly 'grace-source': string }>>;
}
const { exports }: Package = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const sources = new Map<string, string>();
for (const [key, entry] of Object.entries(exports))
  if (typeof entry !== 'string') sources.set(`grace-hdl${key.slice(1)}`, at(entry['grace-source']));

/** The library reaches itself by its public name where the naming transform has put an import. */
const self: Plugin = {
  name: 'self',
  setup(builder) {
    builder.onResolve({ filter: /^grace-hdl(?:\/|$)/ }, ({ path }) => {
      const source = sources.get(path);
      return source ? { path: source } : { errors: [{ text: `package.json exports no ${path}` }] };
    });
  },
};

rmSync(at('dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  // Threads and processes start from a file of their own.
  entryPoints: [...sources.values(), at('dsl/name/hooks.ts'), at('cli/main.ts'), at('cli/synth/process.ts')],
  outbase: root,
  outdir: at('dist'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  chunkNames: 'chunk/[name]-[hash]',
  plugins: [self, naming({ uses: usesLanguageByPath })],
  logLevel: 'warning',
});
const types = spawnSync(
  process.execPath,
  [at('node_modules/@typescript/native/bin/tsc'), '-p', at('tsconfig.build.json')],
  { stdio: 'inherit' },
);
if (types.status !== 0) process.exit(types.status ?? 1);
cpSync(at('cli/template'), at('dist/cli/template'), { recursive: true });
chmodSync(at('dist/cli/main.js'), 0o755);

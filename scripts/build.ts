import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { usesLanguageByPath } from '../dsl/name/language.js';
import { plugin as naming } from '../dsl/name/plugin.js';
import { licensesOf } from './licenses.js';

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

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  plugins: [self, naming({ uses: usesLanguageByPath })],
  logLevel: 'warning',
};

rmSync(at('dist'), { recursive: true, force: true });
await build({
  ...common,
  // Threads and processes start from a file of their own.
  entryPoints: [...sources.values(), at('dsl/name/hooks.ts'), at('cli/synth/process.ts')],
  outbase: root,
  outdir: at('dist'),
  splitting: true,
  format: 'esm',
  packages: 'external',
  chunkNames: 'chunk/[name]-[hash]',
});

/** The native code of this parser stands beside the parser itself, which is not beside the command that contains it. */
const nativeParser: Plugin = {
  name: 'native-parser',
  setup(builder) {
    builder.onLoad({ filter: /oxc-parser[\\/]src-js[\\/]bindings\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const contents = text.replace(
        'createRequire(import.meta.url)',
        here => `createRequire(${here}.resolve('oxc-parser'))`,
      );
      return contents === text
        ? { errors: [{ text: 'oxc-parser loads its native code in another way' }] }
        : { contents };
    });
  },
};

/**
 * The command: one file with the small packages that it needs at once, for which V8's code is kept (see
 * `cli/launch/load.ts`), and a launcher.
 */
const command: BuildOptions = {
  ...common,
  outdir: at('dist/cli'),
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['esbuild', 'ts-morph', '@yowasp/yosys'],
  plugins: [...common.plugins!, nativeParser],
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
};
await build({ ...command, entryPoints: { main: at('cli/launch/main.ts') } });
const { metafile } = await build({
  ...command,
  entryPoints: { grace: at('cli/start.ts') },
  // Here V8 would have to ask for every import().
  supported: { 'dynamic-import': false },
  minifyWhitespace: true,
  lineLimit: 120,
  metafile: true,
});
writeFileSync(at('dist/cli/licenses.txt'), licensesOf(metafile, root));
const designs = ['counter', 'fir', 'gcd', 'dual-clock-fifo', 'uart/index', 'rv32i/fibonacci', 'conv3x3/conv3x3'];
run(
  '--conditions=grace-source',
  '--import',
  'tsx',
  at('scripts/warm.ts'),
  at('dist/cli/grace.cjs'),
  ...designs.map(name => at(`examples/${name}.ts`)),
  at('scripts/by-esbuild.ts'),
);

run(at('node_modules/@typescript/native/bin/tsc'), '-p', at('tsconfig.build.json'));
cpSync(at('cli/template'), at('dist/cli/template'), { recursive: true });
cpSync(at('codec/networks'), at('dist/codec/networks'), {
  recursive: true,
  filter: path => !/\.(?:ts|json)$/.test(path),
});
chmodSync(at('dist/cli/main.cjs'), 0o755);

/** Runs node to its end; what it prints is of interest only when it fails. */
function run(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });
  if (status === 0) return;
  process.stderr.write(stdout + stderr);
  process.exit(status ?? 1);
}

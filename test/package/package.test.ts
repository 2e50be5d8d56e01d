import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compiledFile, load } from '../../cli/launch/load.js';

/** The package as users get it: packed, installed from the archive into an empty folder, and used there. */
const packed = suite('package');

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'grace-package-'));
const user = join(folder, 'user');
const blinker = join(user, 'blinker');
packed.after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program to its end and gives what it printed; a failure is an error with all it said. */
function run(cwd: string, program: string, ...args: readonly string[]): string {
  // The condition by which this repository runs from its sources must not reach the installed package.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
const npm = (cwd: string, ...args: readonly string[]): string => run(cwd, 'npm', ...args);
/** Install scripts are not run: nothing may depend on them. */
const install = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}
let archive: Packed;

packed('holds what is used, and nothing of how it is made', () => {
  const said = npm(root, 'pack', '--json', '--silent', '--pack-destination', folder);
  archive = JSON.parse(said.slice(said.indexOf('[')))[0];
  const paths = archive.files.map(file => file.path);
  const kinds =
    /^(?:package\.json|README\.md|LICENSE|dist\/.+\.js|dist\/.+\.d\.ts|dist\/cli\/template\/.+|dist\/codec\/networks\/[\w-]+(?:\.int8)?\.safetensors|dist\/cli\/(?:main\.cjs|grace\.cjs(?:\.compiled)?|licenses\.txt))$/;
  assert.equal(
    paths.filter(path => !kinds.test(path)),
    [],
  );
  for (const needed of [
    'LICENSE',
    'dist/dsl/index.js',
    'dist/dsl/index.d.ts',
    'dist/cli/main.cjs',
    'dist/cli/grace.cjs.compiled',
    'dist/cli/template/_package.json',
    'dist/codec/networks/tiny-64.safetensors',
    'dist/codec/networks/tiny-64.int8.safetensors',
  ])
    assert.ok(paths.includes(needed), needed);
  console.log(
    `\n  ${archive.filename}: ${Math.round(archive.size / 1024)} KB, ${Math.round(archive.unpackedSize / 1024)} KB unpacked, ${paths.length} files`,
  );
  // Weights are as good as random numbers, and packing makes them no smaller.
  const networks = archive.files.filter(
    ({ path }) => path.startsWith('dist/codec/networks/') && !path.endsWith('.d.ts'),
  );
  const weights = networks.reduce((sum, { size }) => sum + size, 0);
  assert.ok(weights < 3 * 1024 * 1024, 'more than three megabytes of networks');
  assert.ok(archive.size - weights < 2 * 1024 * 1024, 'more than two megabytes of the rest');
});

packed('installs into an empty folder, and makes a project there', () => {
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "name": "user", "private": true }\n');
  npm(user, ...install, join(folder, archive.filename));
  run(user, join(user, 'node_modules/.bin/grace'), 'new', 'blinker');
  npm(blinker, ...install);
});

packed("the project's own test passes", () => {
  assert.match(npm(blinker, 'test'), /Passed: +2/);
});

packed('the command works in it, with names and lines', () => {
  const grace = join(blinker, 'node_modules/.bin/grace');
  const { ports } = JSON.parse(
    run(blinker, grace, 'sim', 'src/counter.ts', '--poke', 'enable=1', '--cycles', '25', '--json'),
  );
  assert.equal(ports, { enable: true, count: 5, wrapped: false });
  assert.match(run(blinker, grace, 'check', 'src/counter.ts'), /^ok counter/);
  assert.match(run(blinker, grace, 'verilog', 'src/counter.ts'), /wire last = .*\/\/ counter\.ts:\d+/);
  const { used } = JSON.parse(
    run(blinker, grace, 'synth', 'src/counter.ts', '--target', 'ice40', '--json', '--no-cache'),
  );
  assert.is(used.ff, 4);
  npm(blinker, 'run', 'verilog', '--silent');
  assert.match(readFileSync(join(blinker, 'hdl/counter.v'), 'utf8'), /^module counter/);
});

packed('V8 takes the code that is kept for the command, and the command works without', () => {
  const command = join(user, 'node_modules/grace-hdl/dist/cli/grace.cjs');
  assert.ok(load(command).accepted);
  const kept = readFileSync(compiledFile(command));
  for (const other of [kept.subarray(0, 100), Buffer.alloc(0), undefined]) {
    rmSync(compiledFile(command));
    if (other) writeFileSync(compiledFile(command), other);
    assert.match(
      run(blinker, join(user, 'node_modules/.bin/grace'), 'sim', 'src/counter.ts'),
      /^counter after 100 cycles/,
    );
    writeFileSync(compiledFile(command), kept);
  }
});

packed('its command reads a design without esbuild', () => {
  // Esbuild complains of this as soon as it is loaded.
  const env = { ...process.env, NODE_OPTIONS: '', ESBUILD_BINARY_PATH: join(folder, 'nothing') };
  const grace = join(blinker, 'node_modules/.bin/grace');
  const { stdout, stderr } = spawnSync(grace, ['sim', 'src/counter.ts'], { cwd: blinker, env, encoding: 'utf8' });
  assert.is(stderr, '');
  assert.match(stdout, /^counter after 100 cycles/);
});

packed('a clip becomes a stream and pictures again, with the network that ships', () => {
  const grace = join(blinker, 'node_modules/.bin/grace');
  run(blinker, grace, 'codec', 'render', '--frames', '3', '-o', 'clip.y4m');
  const made = JSON.parse(run(blinker, grace, 'encode', 'clip.y4m', '-o', 'clip.agc', '--json'));
  assert.is(made.frames, 3);
  assert.ok(made.quality.psnr > 20);
  // The accelerator too, with its kernels as they are packed; a source picture runs its first program.
  run(blinker, grace, 'decode', 'clip.agc', '-o', 'rtl.y4m', '--engine', 'rtl', '--array', '8x8', '--frames', '1');
  for (const engine of ['float', 'int8']) {
    run(blinker, grace, 'decode', 'clip.agc', '-o', `${engine}.y4m`, '--engine', engine);
    assert.is(
      readFileSync(join(blinker, `${engine}.y4m`)).length,
      readFileSync(join(blinker, 'clip.y4m')).length,
      engine,
    );
  }
});

const entries = ['', '/sim', '/verilog', '/engines', '/codec', '/naming', '/esbuild', '/register'];

packed('every entry point loads', () => {
  const program = entries.map(entry => `await import('grace-hdl${entry}');`).join(' ');
  run(blinker, process.execPath, '--input-type=module', '-e', program);
});

packed('kernels of the library have their source with them', () => {
  const program = "const { requantize8 } = await import('grace-hdl/engines'); console.log(requantize8(-3, 32768, 8));";
  assert.is(run(blinker, process.execPath, '--input-type=module', '-e', program), '-1\n');
});

const resolutions = [
  ['node16', ['--module', 'node16', '--moduleResolution', 'node16']],
  ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
] as const;
const compilers = [
  ['TypeScript 7', '@typescript/native/bin/tsc'],
  ['TypeScript 6', 'typescript/bin/tsc6'],
] as const;

for (const [resolution, options] of resolutions)
  packed(`types resolve under ${resolution}`, () => {
    const uses = entries.filter(entry => entry !== '/register' && entry !== '/esbuild');
    writeFileSync(
      join(blinker, 'entries.ts'),
      uses.map((entry, i) => `export * as entry${i} from 'grace-hdl${entry}';`).join('\n'),
    );
    const common = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--lib',
      'es2023',
      '--skipLibCheck',
      'false',
      '--ignoreConfig',
    ];
    for (const [, compiler] of compilers)
      run(
        blinker,
        process.execPath,
        join(root, 'node_modules', compiler),
        ...common,
        ...options,
        'entries.ts',
        'src/counter.ts',
      );
  });

packed.run();

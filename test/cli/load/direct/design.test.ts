import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readDirectly } from '../../../../cli/load/direct/graph.js';
import { importBundled, importDesign } from '../../../../cli/load/import.js';
import { candidates } from '../../../../cli/load/top.js';
import { type Circuit, designOf } from '../../../../dsl/ir/index.js';
import { printDesign } from '../../../../dsl/ir/text/index.js';

const loading = suite('grace: a design read without esbuild');

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'grace-direct-')));
loading.after(() => rmSync(folder, { recursive: true }));

/** Writes files, and gives the path of the first. */
function files(texts: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return join(folder, Object.keys(texts)[0]!);
}

const examples = [
  'counter',
  'fir',
  'gcd',
  'dual-clock-fifo',
  'sobel',
  'traffic-light',
  'rv32i/fibonacci',
  'uart/index',
];
for (const name of examples)
  loading(`is the same to its places: ${name}`, async () => {
    const path = fileURLToPath(new URL(`../../../../examples/${name}.ts`, import.meta.url));
    assert.ok(await readDirectly(path));
    const [ours, theirs] = [await importDesign(path), await importBundled(path)];
    assert.equal(Object.keys(ours), Object.keys(theirs));
    assert.equal(circuits(ours), circuits(theirs));
  });

/** Whatever can be built without parameters, with the place of everything in it. */
const circuits = (exports: Readonly<Record<string, unknown>>): string[] =>
  candidates(exports)
    .filter(({ open }) => !open)
    .map(({ build }) => printDesign((build(undefined) as Circuit)[designOf], { locs: true }));

loading('exports and imports by every kind of name', async () => {
  const path = files({
    'all.ts':
      "import one, { type Two, three as four } from './parts.js';\nimport * as parts from './parts';\nimport { join } from 'node:path';\nimport os from 'os';\nexport { three as third } from './parts.ts';\nexport { one as first };\nconst two: Two = 2;\nexport default [one, two, four, Object.keys(parts), join('a', 'b'), typeof os.EOL];\nexport { two };\nexport const nothing: unknown = this;\n",
    'parts.ts': 'export type Two = 2;\nexport const three = 3;\nexport default (1 as const);\n',
  });
  assert.ok(await readDirectly(path));
  const expected = {
    default: [1, 2, 3, ['default', 'three'], join('a', 'b'), 'string'],
    first: 1,
    nothing: undefined,
    third: 3,
    two: 2,
  };
  for (const load of [importDesign, importBundled]) assert.equal({ ...(await load(path)) }, expected);
});

loading('a column counts what the file has, not what was put in', async () => {
  const path = files({
    'thrown.ts':
      "import { u8 } from 'grace-hdl';\nconst f = (n: number) => { const a = Number(n); const b = { c: String(a), d: g(a) }; return b; };\nconst g = (n: number): never => { throw new Error('no ' + n); };\nexport const all = [u8, f(1)];\n",
  });
  const error = await importDesign(path).catch(error => error);
  assert.is(error.where.replaceAll(/\S*thrown/g, 'thrown'), 'thrown.ts:3:41 in g\nthrown.ts:2:78 in f\nthrown.ts:4:25');
});

loading('is done by esbuild where the parser has no native code for the machine', () => {
  const path = fileURLToPath(new URL('../../../../examples/counter.ts', import.meta.url));
  const module = (name: string): string =>
    JSON.stringify(new URL(`../../../../cli/load/${name}`, import.meta.url).href);
  const script = `
    const { readDirectly } = await import(${module('direct/graph.ts')});
    const { importDesign } = await import(${module('import.ts')});
    const path = ${JSON.stringify(path)};
    console.log(await readDirectly(path), Object.keys(await importDesign(path)));`;
  const options = ['--conditions=grace-source', '--import', 'tsx', '--input-type=module', '--eval', script];
  // So the parser looks for nothing else than a build of it that is not installed.
  const env = { ...process.env, NAPI_RS_FORCE_WASI: 'error' };
  const { stdout, stderr } = spawnSync(process.execPath, options, { env, encoding: 'utf8' });
  assert.is(stderr, '');
  assert.match(stdout, /^undefined \[ 'counter'/);
});

/** What is valid and means more than values handed over, or depends on the settings of a project. */
const left: readonly [what: string, texts: Readonly<Record<string, string>>][] = [
  [
    'modules in a circle',
    {
      'a.ts': "import { b } from './b.js';\nexport const a = () => b;\n",
      'b.ts': "import { a } from './a.js';\nexport const b = () => a;\n",
    },
  ],
  ['an export that changes', { 'a.ts': 'export let a = 1;\nexport const next = () => { a += 1; };\n' }],
  ['a package', { 'a.ts': "import picocolors from 'picocolors';\nexport const a = picocolors;\n" }],
  [
    'a JavaScript file',
    { 'a.ts': "import { b } from './b.js';\nexport const a = b;\n", 'b.js': 'export const b = 1;\n' },
  ],
  [
    'a name that is not there',
    { 'a.ts': "import { b } from './b.js';\nexport const a = b;\n", 'b.ts': 'export const c = 1;\n' },
  ],
  [
    'a type without the word',
    { 'a.ts': "import { B } from './b.js';\nexport const a: B = 1;\n", 'b.ts': 'export type B = 1;\n' },
  ],
  ['fields of a class outside the language', { 'a.ts': 'export class A { b?: number; }\n' }],
  ['a value that is only a type', { 'a.ts': 'interface A {}\nexport { A };\n' }],
  [
    'an import that is assigned',
    { 'a.ts': "import { b } from './b.js';\nexport const a = () => { b = 2; };\n", 'b.ts': 'export const b = 1;\n' },
  ],
  [
    'a name that is declared twice',
    { 'a.ts': "import { b } from './b.js';\nexport const a = b;\nvar b = 1;\n", 'b.ts': 'export const b = 1;\n' },
  ],
  ['everything of another module', { 'a.ts': "export * from './b.js';\n", 'b.ts': 'export const b = 1;\n' }],
  ['a function without a name as default', { 'a.ts': 'export default () => 1;\n' }],
  ['a word that no strict program takes as a name', { 'a.ts': 'export const a = () => { const let = 1; };\n' }],
];
for (const [what, texts] of left)
  loading(`left to esbuild: ${what}`, async () => {
    for (const name of ['a.ts', 'b.ts', 'b.js']) rmSync(join(folder, name), { force: true });
    assert.is(await readDirectly(files(texts)), undefined);
  });

loading.run();

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { plugin } from '../../../dsl/name/plugin.js';
import { nameValues } from '../../../dsl/name/transform.js';

const kernels = suite('the source of kernels');

/** What a file becomes, and the origins that its calls of `kernel` are given. */
function origins(source: string): { code: string; given: Record<string, unknown>[] } {
  const { code } = transformSync(source, { loader: 'ts', target: 'node20' });
  const changed = nameValues(code, { file: 'file.ts', source }).code;
  const given: Record<string, unknown>[] = [];
  const body = changed.replace(/^import .*$/gm, '').replace(/^export /gm, '');
  new Function('kernel', '__grace_named', body)(
    (_fn: unknown, origin: Record<string, unknown>) => given.push(origin),
    (_name: string, value: unknown) => value,
  );
  return { code: changed, given };
}

const head = "import { kernel, unroll, type u8 } from 'grace-hdl';\n";
const scopeOf = (origin: Record<string, unknown>) => origin.scope as Record<string, () => unknown>;

kernels('each call gets its number, and the values around it', () => {
  const { given, code } = origins(`${head}const n = 3;
const one = kernel((x: u8) => x + n);
const make = (k: number) => kernel((x: u8) => { let y = x * k; for (const i of [n]) y += i; return y; });
make(7);`);
  assert.equal(
    given.map(({ index, count }) => [index, count]),
    [
      [0, 2],
      [1, 2],
    ],
  );
  assert.equal(Object.keys(scopeOf(given[0]!)), ['n']);
  assert.is(scopeOf(given[0]!).n!(), 3);
  assert.equal(Object.keys(scopeOf(given[1]!)), ['k', 'n']);
  assert.is(scopeOf(given[1]!).k!(), 7);
  assert.ok(code.split('\n')[2]!.startsWith('const one = kernel('), 'a line has moved');
});

kernels('a name is asked for only when it is needed', () => {
  const { given } = origins(`${head}const one = kernel((x: u8) => x + late);\nconst late = 4;`);
  assert.is(scopeOf(given[0]!).late!(), 4);
});

kernels('what is declared within is not taken from around', () => {
  const { given } = origins(
    `${head}const one = kernel(({ a, b: [c], ...d }: never, e: u8) => { const f = a; let [g] = [c]; for (const h of unroll(3)) { const j = h; g += j + f; } function l(m: u8) { return m; } const o = (p: u8) => p; return { g, r: d.s + l(e) + o(e) }; });`,
  );
  assert.equal(Object.keys(scopeOf(given[0]!)), ['unroll']);
});

kernels('a name that is hidden in one place, and used in another', () => {
  const { given } = origins(`${head}const n = 5;\nconst one = kernel((x: u8) => { { const n = x; } return n; });`);
  assert.is(scopeOf(given[0]!).n!(), 5);
});

kernels('names that only types use', () => {
  const { given } = origins(`${head}const n = 5;\nconst one = kernel((x: Arr<u8, typeof n>) => x[0]);`);
  assert.is(scopeOf(given[0]!).n!(), 5);
});

kernels('an import under another name, and one of something else', () => {
  const { given } = origins(
    "import { kernel as kernel } from 'grace-hdl';\nimport { kernel as other } from 'elsewhere';\nconst one = kernel((x) => x);",
  );
  assert.is(given.length, 1);
  const { code } = nameValues("import { kernel } from 'elsewhere';\nf(kernel((x) => x));");
  assert.not.ok(code.includes('scope'));
});

kernels('a bundle runs, and holds no path of this machine', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const folder = `${root}out/kernel-bundle`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/types.ts`,
    "import type { u8 } from 'grace-hdl';\nexport interface Pixel { readonly red: u8 }\n",
  );
  writeFileSync(
    `${folder}/design.ts`,
    `import { kernel, range, type Arr, type u8 } from 'grace-hdl';
import type { Pixel } from './types.js';
const taps = [1, 2, 3];
const n = taps.length;
const fir = kernel((x: Arr<u8, typeof n>, p: Pixel) => { let sum = p.red; for (const i of range(n)) sum += x[i]! * taps[i]!; return sum; });
console.log(fir([1, 2, 3], { red: 100 }));`,
  );
  await build({
    absWorkingDir: root,
    entryPoints: [`${folder}/design.ts`],
    outfile: `${folder}/bundle.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['grace-hdl'],
    plugins: [plugin()],
  });
  assert.not.ok(
    readFileSync(`${folder}/bundle.mjs`, 'utf8')
      .replace(/\/\/# .*$/m, '')
      .includes(root),
  );
  const flags = ['--conditions=grace-source', '--import', 'tsx'];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, `${folder}/bundle.mjs`], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.is(stdout, '114\n', stderr);
  rmSync(folder, { recursive: true });
});

kernels.run();

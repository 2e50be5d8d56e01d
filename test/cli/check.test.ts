import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../cli/lint/finding.js';
import { golden } from '../golden.js';
import { counter, Workshop } from './grace.js';

const check = suite('grace check');

/** One of every trap, and a few things that look like one. */
const traps = `import { Bool, bool, input, module, output, u8, uint, vec } from 'grace-hdl';

export const traps = module(
  'traps',
  () => ({ go: input(bool), a: input(u8), b: input(u8), v: input(vec(u8, 2)), y: output(uint(4)) }),
  io => {
    if (io.go) io.y.set(1);
    while (io.go) break;
    const chosen = io.go ? io.a : io.b;
    const both = io.go && io.go;
    const none = !io.go;
    if (io.a === io.b) io.y.set(2);
    if (5 < io.a) io.y.set(3);
    const sum = io.a + 1;
    const text = \`\${io.v}\`;
    const maybe: Bool | undefined = Math.random() > 2 ? io.go : undefined;
    if (maybe) io.y.set(4);
    if (maybe === undefined || io.y !== undefined) io.y.set(5);
    io.y.set(io.a);
    const size: number = 'eight';
  },
);
`;

const shop = new Workshop({ 'counter.ts': counter, 'traps.ts': traps });
check.after(() => shop.remove());

check('a sound design is summed up', async () => {
  const { code, out, err } = await shop.grace('check', 'counter.ts');
  assert.is(err, '');
  assert.is(code, 0);
  assert.is(out, 'ok counter: 1 module, 1 register\n');
  assert.is(
    (await shop.grace('check', 'counter.ts', '--param', 'width=70', '--no-types')).out,
    'ok counter: 1 module, 1 register\n',
  );
});

check('what TypeScript lets pass is found, and what it has long words for is said shortly', async () => {
  const { code, out, err } = await shop.grace('check', 'traps.ts');
  assert.is(code, 1);
  assert.is(out, '');
  golden('cli/traps.txt', err);
});

/** What two traps on one line become, from the inside out; the file that it imports is mended as well. */
const meant = `import { bool, input, module, output, u8 } from 'grace-hdl';
import { larger } from './larger.js';

export default module('meant', () => ({ go: input(bool), a: input(u8), b: input(u8), y: output(u8) }), io => {
  io.y.set(0);
  if (io.go && !(io.a === io.b)) io.y.set(larger(io.a, io.b));
});
`;
const larger = `import type { UInt } from 'grace-hdl';

export const larger = (a: UInt<8>, b: UInt<8>): UInt<8> => (a > b ? a : b);
`;

check('--fix replaces in all files of the project, and what comes out is the hardware that was meant', async () => {
  const folder = new Workshop({ 'meant.ts': meant, 'larger.ts': larger });
  try {
    const { code, out, err } = await folder.grace('check', 'meant.ts', '--fix');
    assert.is(code, 0);
    assert.is(out, 'ok meant: 1 module, 0 registers\n');
    assert.is(err, 'larger.ts: replaced in 2 places\n\nmeant.ts: replaced in 4 places\n\n');
    assert.match(folder.read('meant.ts'), /^import \{ bool, input, module, output, u8, when \} from 'grace-hdl';/);
    assert.match(
      folder.read('meant.ts'),
      /when\(io\.go\.and\(io\.a\.eq\(io\.b\)\.not\(\)\), \(\) => io\.y\.set\(larger/,
    );
    assert.match(folder.read('larger.ts'), /=> \(a\.gt\(b\)\.mux\(a, b\)\);/);
    for (const [go, a, b, y] of [
      [1, 3, 9, 9],
      [1, 9, 3, 9],
      [1, 9, 9, 0],
      [0, 3, 9, 0],
    ]) {
      const pokes = [`go=${go}`, `a=${a}`, `b=${b}`].flatMap(poke => ['--poke', poke]);
      const ran = JSON.parse((await folder.grace('sim', 'meant.ts', ...pokes, '--json')).out) as {
        ports: { y: number };
      };
      assert.is(ran.ports.y, y);
    }
    assert.is((await folder.grace('check', 'meant.ts', '--fix')).err, '');
    assert.equal(readdirSync(folder.folder).sort(), ['larger.ts', 'meant.ts']);
  } finally {
    folder.remove();
  }
});

check('what cannot be read, or does not parse, is explained and left as it is', async () => {
  const broken = 'export const x = (a > ;\n';
  const folder = new Workshop({ 'broken.ts': broken });
  try {
    assert.match((await folder.grace('check', 'broken.ts', '--fix')).err, /cannot read the design/);
    assert.is(folder.read('broken.ts'), broken);
    assert.match((await folder.grace('check', 'nowhere.ts', '--fix')).err, /no such file: nowhere\.ts/);
    const both = await folder.grace('check', 'broken.ts', '--fix', '--no-types');
    assert.is(both.code, 2);
  } finally {
    folder.remove();
  }
});

check('a loop over hardware is found, not run', async () => {
  const endless =
    "import { bool, input, module } from 'grace-hdl';\nexport default module('endless', () => ({ go: input(bool) }), io => {\n  while (io.go) {}\n})();\n";
  const folder = new Workshop({ 'endless.ts': endless });
  try {
    const { code, err } = await folder.grace('check', 'endless.ts');
    assert.is(code, 1);
    assert.match(err, /'while' on hardware/);
  } finally {
    folder.remove();
  }
});

check('a warning alone does not fail', async () => {
  const folder = new Workshop({
    'counter.ts': counter.replace('{ width }) => {', '{ width }) => {\n    const spare = io.enable.not();'),
  });
  try {
    const { code, out, err } = await folder.grace('check', 'counter.ts');
    assert.is(code, 0);
    assert.match(out, /^ok counter/);
    assert.match(err, /^warning unused-signal: spare is never read/);
  } finally {
    folder.remove();
  }
});

check('errors come as JSON too', async () => {
  const { code, out } = await shop.grace('check', 'traps.ts', '--json');
  const { ok, errors, warnings } = JSON.parse(out) as Record<'errors' | 'warnings', Finding[]> & { ok: boolean };
  assert.is(code, 1);
  assert.not.ok(ok);
  const inTypes = errors.filter(error => error.code === 'HW003').slice(0, 9);
  assert.equal(
    inTypes.map(error => error.line),
    [7, 8, 9, 10, 11, 12, 13, 14, 15],
  );
  const [both] = inTypes.filter(({ line }) => line === 10);
  assert.equal(
    { ...both, file: basename(both!.file) },
    {
      rule: 'signal-operator',
      code: 'HW003',
      severity: 'error',
      message: "'&&' on hardware is decided while the hardware is built, not by the hardware",
      file: 'traps.ts',
      line: 10,
      column: 18,
      endLine: 10,
      endColumn: 32,
      help: 'write io.go.and(io.go)',
      fix: { range: [traps.indexOf('io.go && io.go'), traps.indexOf('io.go && io.go') + 14], text: 'io.go.and(io.go)' },
    },
  );
  assert.equal(
    warnings.map(({ rule, line }) => `${rule} ${line}`),
    ['unused-signal 9', 'unused-signal 10'],
  );
});

check.run();

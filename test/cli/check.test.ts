import { suite } from 'uvu';
import * as assert from 'uvu/assert';
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

check('errors come as JSON too', async () => {
  const { code, out } = await shop.grace('check', 'traps.ts', '--json');
  const { ok, errors } = JSON.parse(out) as { ok: boolean; errors: { code: string; line: number }[] };
  assert.is(code, 1);
  assert.not.ok(ok);
  const inTypes = errors.filter(error => error.code === 'HW003').slice(0, 9);
  assert.equal(
    inTypes.map(error => error.line),
    [7, 8, 9, 10, 11, 12, 13, 14, 15],
  );
});

check.run();

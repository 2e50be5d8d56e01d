import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counter, Workshop } from './grace.js';

const synth = suite('grace synth');
/** A multiplier, for a device that has none. */
const product = `
import { input, module, output, u16, u8 } from 'grace-hdl';
export default module('product', () => ({ a: input(u8), b: input(u8), y: output(u16) }), io => io.y.set(io.a.mul(io.b)))();
`;
const shop = new Workshop({ 'counter.ts': counter, 'product.ts': product });
const before = process.env.XDG_CACHE_HOME;
synth.before(() => {
  process.env.XDG_CACHE_HOME = join(shop.folder, 'cache');
});
synth.after(() => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  shop.remove();
});

interface Report {
  readonly device: string;
  readonly used: Readonly<Record<string, number>>;
  readonly fits: boolean;
}

synth('counts cells against the device, and remembers them', async () => {
  const first = await shop.grace('synth', 'counter.ts', '--target', 'ice40', '--json');
  assert.is(first.code, 0);
  const report = JSON.parse(first.out) as Report;
  assert.is(report.device, 'ice40hx8k');
  assert.is(report.used.ff, 8);
  assert.ok(report.fits);
  assert.is(shop.files().filter(file => file.startsWith('cache/')).length, 1);
  const again = await shop.grace('synth', 'counter.ts', '--device', 'iCE40HX8K-CT256');
  assert.is(again.code, 0);
  assert.match(again.out, /^counter on ice40hx8k\n/);
  assert.match(again.out, /flip-flop +8 of 7680 +0\.1 %/);
});

synth('a design that does not fit is an error, after the counts', async () => {
  const { code, out, err } = await shop.grace('synth', 'product.ts', '--device', 'ice40hx1k');
  assert.is(code, 1);
  assert.match(out, /multiplier +1 of 0 /);
  assert.match(err, /error: product does not fit ice40hx1k\n {2}help: /);
});

const wrong: readonly [args: readonly string[], error: string][] = [
  [['--target', 'xc9'], "error: unknown target 'xc9'\n  help: --target takes one of: xc7, ecp5, ice40\n"],
  [
    ['--target', 'ice40', '--device', 'hx8k'],
    "error: unknown device 'hx8k'\n  help: --device takes one of: ice40hx1k, ice40hx8k, ice40up5k\n",
  ],
  [
    ['--target', 'ice40', '--device', 'xc7z020'],
    'error: xc7z020 is no ice40 device\n  help: --target xc7, or --device with one of: ice40hx1k, ice40hx8k, ice40up5k\n',
  ],
];
for (const [args, error] of wrong)
  synth(`refuses ${args.join(' ')}`, async () => {
    assert.equal(await shop.grace('synth', 'counter.ts', ...args), { code: 2, out: '', err: error });
  });

synth.run();

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../golden.js';
import { counter, Workshop } from './grace.js';

const sim = suite('grace sim');
const shop = new Workshop({ 'counter.ts': counter, 'folder/kept.txt': 'x' });
sim.after(() => shop.remove());

sim('shows waves and ports, and writes a VCD', async () => {
  const { code, out, err } = await shop.grace(
    'sim',
    'counter.ts',
    '--poke',
    'enable=1',
    '--poke',
    'enable=0@6',
    '--cycles',
    '9',
    '--waves',
    '--vcd',
    'c.vcd',
  );
  assert.is(err, '');
  assert.is(code, 0);
  golden('cli/sim.txt', out);
  assert.match(readFileSync(join(shop.folder, 'c.vcd'), 'utf8'), /\$var \w+ 8 .* count /);
});

sim('takes parameters, and prints JSON', async () => {
  const { code, out } = await shop.grace(
    'sim',
    'counter.ts',
    '--param',
    'width=3',
    '--poke',
    'enable=true',
    '--cycles',
    '1_003',
    '--json',
  );
  assert.is(code, 0);
  assert.equal(JSON.parse(out), { top: 'counter', cycles: 1003, ports: { enable: true, count: 1003 % 8 } });
});

sim('gives the same values for the same seed', async () => {
  const run = () => shop.grace('sim', 'counter.ts', '--seed', '7', '--cycles', '3', '--json');
  assert.equal(await run(), await run());
});

const wrong: readonly [what: string, args: readonly string[], code: number, error: RegExp][] = [
  [
    'a port that is not there',
    ['--poke', 'enabel=1'],
    1,
    /^error: there is no signal 'enabel' in 'counter'\. Did you mean 'enable'\?\n$/,
  ],
  ['an output poked', ['--poke', 'count=1'], 1, /^error: count is an output/],
  ['a value that does not fit', ['--poke', 'enable=2'], 1, /^error: enable: 2 does not fit bool/],
  [
    'a poke without a value',
    ['--poke', 'enable'],
    2,
    /^error: 'enable' is not of the form port=value\n {2}help: --poke enable=1/,
  ],
  [
    'a VCD in a folder that is not there',
    ['--vcd', 'nowhere/c.vcd'],
    1,
    /^error: cannot write nowhere\/c\.vcd: there is no such folder\n/,
  ],
  ['a VCD over a folder', ['--vcd', 'folder'], 1, /^error: cannot write folder: /],
  [
    'a VCD below a file',
    ['--vcd', 'counter.ts/c.vcd'],
    1,
    /^error: cannot write counter\.ts\/c\.vcd: a part of the path is a file/,
  ],
];
for (const [what, args, code, error] of wrong)
  sim(`refuses ${what}, and leaves nothing behind`, async () => {
    const before = shop.files();
    const answer = await shop.grace('sim', 'counter.ts', ...args);
    assert.match(answer.err, error);
    assert.is(answer.code, code);
    assert.equal(shop.files(), before);
  });

sim('a VCD into a pipe or a device goes there, and leaves it what it is', () => {
  const { code, out } = shop.shell(
    'mkfifo p && (cat p > copy.vcd & $GRACE sim counter.ts --vcd p && wait) && test -p p',
  );
  assert.is(code, 0);
  assert.match(out, /^counter after 100 cycles\n/);
  const copy = readFileSync(join(shop.folder, 'copy.vcd'), 'utf8');
  assert.match(copy, /^\$version[\s\S]*\n#\d+\n/);
});

sim('a VCD that fills the disk is one clear error', () => {
  const { code, err } = shop.shell(
    'test -c /dev/full && $GRACE sim counter.ts --poke enable=1 --cycles 100000 --vcd /dev/full',
  );
  assert.is(code, 1);
  assert.match(err, /error: cannot write \/dev\/full: the disk is full\n {2}help: free some space/);
});

sim('a failing assertion ends with its line', async () => {
  shop.write(
    'fails.ts',
    counter
      .replace('import {', 'import { check,')
      .replace('io.count.set(count);', "io.count.set(count);\n    check.assert(count.ne(5), 'never five');"),
  );
  const { code, err } = await shop.grace('sim', 'fails.ts', '--poke', 'enable=1', '--vcd', 'f.vcd');
  assert.is(code, 1);
  assert.match(err, /never five/);
  assert.match(err, /fails\.ts:11/);
  assert.not.ok(existsSync(join(shop.folder, 'f.vcd')));
});

sim.run();

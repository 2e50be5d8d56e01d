import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../golden.js';
import { counter, Workshop } from './grace.js';

const verilog = suite('grace verilog');
const shop = new Workshop({ 'counter.ts': counter });
verilog.after(() => shop.remove());

verilog('prints the Verilog, with the names and lines of the source', async () => {
  const { code, out, err } = await shop.grace('verilog', 'counter.ts');
  assert.is(err, '');
  assert.is(code, 0);
  golden('cli/counter.v', out);
});

verilog('writes into a new folder the same that it prints', async () => {
  const { code, out } = await shop.grace('verilog', 'counter.ts', '-o', 'deep/hdl');
  assert.is(code, 0);
  assert.is(out, 'deep/hdl/counter.v\n');
  assert.is(
    readFileSync(join(shop.folder, 'deep/hdl/counter.v'), 'utf8'),
    (await shop.grace('verilog', 'counter.ts')).out,
  );
  assert.equal(JSON.parse((await shop.grace('verilog', 'counter.ts', '-o', 'deep/hdl', '--json')).out), {
    folder: 'deep/hdl',
    files: ['counter.v'],
  });
});

verilog('a folder that cannot be made is one clear error', async () => {
  const before = shop.files();
  const { code, err } = await shop.grace('verilog', 'counter.ts', '-o', 'counter.ts/hdl');
  assert.is(
    err,
    'error: cannot write counter.ts/hdl/counter.v: a part of the path is a file, not a folder\n  help: choose another path\n',
  );
  assert.is(code, 1);
  assert.equal(shop.files(), before);
});

verilog('a reader that stops reading is no error', () => {
  assert.equal(shop.shell('set -o pipefail; $GRACE verilog counter.ts | true'), {
    code: 0,
    out: '',
    err: '',
  });
});

verilog('a folder where none can be made is one clear error, soon', () => {
  const { code, err } = shop.shell('timeout -s KILL 60 $GRACE verilog counter.ts -o /proc/none/hdl');
  assert.is(code, 1);
  assert.match(err, /^error: cannot write \/proc\/none\/hdl\/counter\.v: there is no such folder\n/);
});

verilog('a full disk is one clear error', () => {
  const { code, err } = shop.shell('$GRACE verilog counter.ts > /dev/full');
  assert.is(
    err,
    'error: cannot write standard output: the disk is full\n  help: free some space, or write to another folder\n',
  );
  assert.is(code, 1);
});

verilog.run();

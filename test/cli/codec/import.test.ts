import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadWeights } from '../../../codec/index.js';
import { Workshop } from '../grace.js';

const codec = suite('grace codec import and export');
const shop = new Workshop({ 'text.pth': 'no weights', 'folder/kept.txt': 'x' });
codec.after(() => shop.remove());
const data = (name: string): string => fileURLToPath(new URL(`../../codec/data/${name}`, import.meta.url));

codec('takes the weights out of a checkpoint', async () => {
  const { code, out, err } = await shop.grace('codec', 'import', data('fomm-zero-64.pth.tar'), '-o', 'net.safetensors');
  assert.equal([code, err], [0, '']);
  assert.is(out, 'net.safetensors: 184 tensors, 278221 parameters, 1133388 bytes\n');
  const [written, original] = await Promise.all([
    loadWeights(`${shop.folder}/net.safetensors`),
    loadWeights(data('fomm-zero-64.pth.tar')),
  ]);
  assert.equal(written, new Map([...original].sort(([a], [b]) => (a < b ? -1 : 1))));
});

codec('writes halves, and answers in JSON', async () => {
  const file = data('checkpoints/flat.pth');
  const { out } = await shop.grace('codec', 'import', file, '-o', 'half.safetensors', '--half', '--json');
  const { bytes, ...rest } = JSON.parse(out);
  assert.equal(rest, { file: 'half.safetensors', tensors: 6, parameters: 128 });
  assert.is(bytes, readFileSync(`${shop.folder}/half.safetensors`).length);
});

codec('holds the weights against a configuration, and keeps it in the file', async () => {
  const file = data('fomm-zero-64.pth.tar');
  const named = await shop.grace('codec', 'import', file, '--config', 'fomm-zero-64', '-o', 'named.safetensors');
  assert.equal([named.code, named.err], [0, '']);
  const again = await shop.grace('codec', 'export', 'named.safetensors', '-o', 'again.safetensors');
  assert.equal([again.code, again.err], [0, '']);
  assert.equal(readFileSync(`${shop.folder}/again.safetensors`), readFileSync(`${shop.folder}/named.safetensors`));
  const other = await shop.grace('codec', 'import', file, '--config', 'vox-256', '-o', 'other.safetensors');
  assert.is(other.code, 1);
  assert.match(other.err, /^error: the weights in .* do not fit the network:\n {2}48 missing:\n/);
  assert.not.ok(shop.files().includes('other.safetensors'));
});

codec('exports the network that ships', async () => {
  const { code, out } = await shop.grace('codec', 'export', 'tiny-64', '-o', 'tiny.safetensors', '--half');
  assert.is(code, 0);
  assert.match(out, /^tiny\.safetensors: \d+ tensors, \d+ parameters, \d+ bytes\n$/);
  const missing = await shop.grace('codec', 'export', 'vox-256', '-o', 'vox.safetensors');
  assert.match(missing.err, /^error: vox-256 is a configuration, and its weights do not ship\n/);
});

codec('writes to standard output', () => {
  const { code, out } = shop.shell(`$GRACE codec import ${data('checkpoints/flat.pth')} -o - | head -c 11 | tail -c 3`);
  assert.equal([code, out], [0, '{"g']);
});

const wrong: readonly (readonly [what: string, args: readonly string[], code: number, error: RegExp])[] = [
  ['no weights', ['text.pth', '-o', 'x'], 1, /^error: text\.pth holds no weights: .*\n {2}help: give a \.safetensors/],
  ['no file', ['none.pth', '-o', 'x'], 1, /^error: cannot read none\.pth: there is no such file\n {2}help: /],
  ['a folder to write to', ['FLAT', '-o', 'folder'], 1, /^error: cannot write folder: a folder of that name/],
  ['no folder to write to', ['FLAT', '-o', 'no/x'], 1, /^error: cannot write no\/x: there is no such folder/],
  ['a full disk', ['FLAT', '-o', '/dev/full'], 1, /^error: cannot write \/dev\/full: the disk is full/],
  ['nowhere to write to', ['FLAT'], 2, /^error: required option '-o.*\n {2}help: grace codec import --help shows/],
];

for (const [what, args, expected, error] of wrong)
  codec(`${what}: one clear error, and nothing left behind`, async () => {
    const before = shop.files();
    const { code, out, err } = await shop.grace(
      'codec',
      'import',
      ...args.map(arg => (arg === 'FLAT' ? data('checkpoints/flat.pth') : arg)),
    );
    assert.equal([code, out], [expected, '']);
    assert.match(err, error);
    assert.equal(shop.files(), before);
  });

codec.run();

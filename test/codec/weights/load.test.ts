import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadWeights, loadWeightsFile, tensor, writeSafetensors } from '../../../codec/index.js';
import { assertExplained } from '../damage.js';

const load = suite('loading weights');
const folder = mkdtempSync(join(tmpdir(), 'grace-weights-'));
load.after(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, contents: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};

load('by its contents, whatever the name', async () => {
  const weights = new Map([['generator.w', tensor([2], new Float32Array([1, 2]))]]);
  const path = write('net.bin', writeSafetensors({ weights, metadata: { steps: '3' } }));
  assert.equal(await loadWeights(path), weights);
  assert.equal({ ...(await loadWeightsFile(path)).metadata }, { steps: '3' });
});

const wrong: readonly (readonly [what: string, path: () => string, error: RegExp])[] = [
  ['no file', () => join(folder, 'none.pth'), /cannot read .*none\.pth: there is no such file/],
  ['a folder', () => folder, /cannot read .*: it is a folder/],
  ['a device', () => '/dev/zero', /no regular file/],
  ['an empty file', () => write('empty', ''), /it is empty/],
  ['a web page', () => write('page.pth', '\n<!DOCTYPE html><html>'), /it is a web page/],
  [
    'a pointer',
    () => write('lfs.safetensors', 'version https://git-lfs.github.com/spec/v1\noid'),
    /a pointer of git-lfs/,
  ],
  ['a text', () => write('text.pth', 'These are no weights.'), /neither safetensors nor a PyTorch checkpoint/],
  ['one byte', () => write('byte', 'P'), /neither safetensors/],
];

for (const [what, path, error] of wrong)
  load(`${what}: one clear error`, async () => {
    const failed = await loadWeights(path()).then(
      () => assert.unreachable(),
      reason => reason,
    );
    assertExplained(failed);
    assert.match(failed.message, error);
  });

load.run();

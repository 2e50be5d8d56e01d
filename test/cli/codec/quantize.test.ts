import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource } from '../../../codec/file/source.js';
import { readIntegerNetwork } from '../../../codec/integer/file/read.js';
import { readPicture } from '../../../codec/video/folder.js';
import { Workshop } from '../grace.js';

const quantize = suite('grace codec quantize');
const shop = new Workshop({ 'notes.txt': 'no network' });
quantize.after(() => shop.remove());

const few = ['--persons', '1', '--frames', '1'];

/** What a command says that goes wrong. */
async function refused(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await shop.grace('codec', 'quantize', ...args);
  assert.ok(code !== 0 && out === '', `${code} ${out}`);
  return err;
}

quantize('writes the network and a page of pictures, and says what each choice costs', async () => {
  const { code, out } = await shop.grace('codec', 'quantize', ...few, '-o', 'net.safetensors', '--sheet', 'page.png');
  assert.is(code, 0);
  assert.match(out, /generator\.bottleneck\.r3\.conv2 +conv +i8 .* dB/);
  for (const row of ['in floats', 'as chosen', 'minmax', 'percentile', 'mse', 'logits=8', 'flow=16'])
    assert.match(out, new RegExp(`^  ${row} .* dB`, 'm'));
  assert.match(out, /^net\.safetensors: \d+ bytes$/m);
  const bytes = readFileSync(join(shop.folder, 'net.safetensors'));
  assert.is(readIntegerNetwork(bytesSource(bytes, 'net')).config.size, 64);
  const page = await readPicture(join(shop.folder, 'page.png'));
  assert.equal([page.width, page.height], [5 * 132 + 4, 136]);
});

quantize('the same choices give the same bytes; others, others', async () => {
  const made = async (name: string, ...args: readonly string[]): Promise<Buffer> => {
    const { code, out } = await shop.grace('codec', 'quantize', ...few, '--no-report', '-o', name, ...args);
    assert.is(code, 0);
    assert.match(out, new RegExp(`^${name}: \\d+ bytes\n$`));
    return readFileSync(join(shop.folder, name));
  };
  const written = readFileSync(join(shop.folder, 'net.safetensors'));
  assert.equal(await made('a', '--bits', 'flow=16'), written);
  assert.not.equal(await made('b', '--bits', 'flow=8', 'mask=8', '--no-equalize'), written);
});

quantize('clips of its own, and the report as JSON', async () => {
  await shop.grace('codec', 'render', '--frames', '4', '--seed', '9', '-o', 'clip.y4m');
  const { code, out } = await shop.grace('codec', 'quantize', '--clips', 'clip.y4m', '--json');
  assert.is(code, 0);
  const { float, methods, bits, layers, bytes } = JSON.parse(out);
  // Of three driving frames, two are looked at and one is measured.
  assert.equal([float.frames, methods.length, bits.length, layers.length], [1, 3, 8, 25]);
  assert.ok(bytes > 100_000);
});

quantize('refuses what it cannot do', async () => {
  assert.match(await refused('nowhere.safetensors'), /nowhere\.safetensors/);
  assert.match(await refused('notes.txt'), /notes\.txt holds no weights/);
  assert.match(await refused('--method', 'guess'), /minmax, percentile, mse/);
  assert.match(await refused('--bits', 'heat=8'), /no tensor whose bits can be chosen is named 'heat'/);
  assert.match(await refused('--bits', 'flow=9'), /'flow=9' is no number of bits/);
  assert.match(await refused('--clips', 'none.y4m'), /none\.y4m/);
  assert.match(await refused('--no-report'), /nothing to do without a report/);
  assert.match(await refused('--frames', '0'), /--frames is '0'/);
  assert.match(await refused(...few, '--no-report', '-o', 'no/such/folder/net'), /no\/such\/folder/);
});

quantize.run();

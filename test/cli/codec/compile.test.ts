import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Workshop } from '../grace.js';

const compile = suite('grace codec compile');
const shop = new Workshop({
  'small.json':
    '{ "size": 64, "generator": { "residualBlocks": 1 }, "denseMotion": { "blocks": 2 }, "detector": { "blocks": 2 } }',
});
compile.after(() => shop.remove());

compile('writes programs, constants, places and tables, and prints the table', async () => {
  const { code, out, err } = await shop.grace('codec', 'compile', '--array', '8x16', '-o', 'image');
  assert.equal({ code, err }, { code: 0, err: '' });
  assert.match(out, /^For a source picture: [\d ]+ cycles, 0\.029 GMAC/);
  assert.match(out, /\n {2}final +conv +3x64x64 /);
  assert.equal(readdirSync(join(shop.folder, 'image')).sort(), [
    'constants.bin',
    'frame.bin',
    'frame.txt',
    'image.json',
    'source.bin',
    'source.txt',
    'table.csv',
    'table.md',
  ]);
  const image = JSON.parse(readFileSync(join(shop.folder, 'image/image.json'), 'utf8'));
  const frame = readFileSync(join(shop.folder, 'image/frame.bin'));
  assert.is(frame.length, 64 * (image.frame.instructions + 1));
  const text = readFileSync(join(shop.folder, 'image/frame.txt'), 'utf8');
  assert.is(text.trimEnd().split('\n').length, image.frame.instructions);
  assert.is(readFileSync(join(shop.folder, 'image/constants.bin')).length, image.constantBytes);
  assert.is(image.accelerator.columns, 16);
  assert.equal(image.frame.outputs.prediction.shape, [3, 64, 64]);
});

compile('the shape of a network, as CSV and JSON', async () => {
  const csv = await shop.grace('codec', 'compile', '--config', 'small.json', '--batch', '2', '--csv');
  assert.equal({ code: csv.code, err: csv.err }, { code: 0, err: '' });
  const [header = '', ...rows] = csv.out.trim().split('\n');
  assert.is(header, 'program,layer,pass,result,tile,MAC,cycles,use,read,written,bound');
  const { out } = await shop.grace('codec', 'compile', '--config', 'small.json', '--batch', '2', '--json');
  const { batch, source, frame } = JSON.parse(out);
  assert.is(batch, 2);
  assert.is(rows.length, source.passes.length + frame.passes.length);
});

compile('what cannot be done is said in a line, and nothing is written', async () => {
  const wrong = async (text: RegExp, ...args: string[]): Promise<void> => {
    const { code, out, err } = await shop.grace('codec', 'compile', ...args, '-o', 'none');
    assert.is.not(code, 0);
    assert.is(out, '');
    assert.match(err, text);
    assert.not.ok(readdirSync(shop.folder).includes('none'));
  };
  await wrong(/there is no array of 16x17/, '--array', '16x17');
  await wrong(/'tiles=9' is no size of an accelerator/, '--set', 'tiles=9');
  await wrong(/whose tileWords is 0/, '--set', 'tileWords=0');
  await wrong(/a batch of 65 frames/, '--batch', '65');
  await wrong(
    /input: its maps of 32x32 do not fit where samples are taken[\s\S]*samplePixels=1024/,
    '--set',
    'samplePixels=99',
  );
  await wrong(/even the smallest part of it takes outWords=4/, '--set', 'outWords=3');
  await wrong(/cannot be used with option/, '--config', 'tiny-64');
  await wrong(/no safetensors file/, 'small.json');
});

compile.run();

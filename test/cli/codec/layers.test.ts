import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../../golden.js';
import { Workshop } from '../grace.js';

const layers = suite('grace codec layers');
const shop = new Workshop({
  'small.json':
    '{ "size": 64, "generator": { "residualBlocks": 2 }, "denseMotion": { "blocks": 3 }, "detector": { "blocks": 3 } }',
  'odd.json': '{ "size": 100, "keypoint": 10 }',
  'broken.json': '{ "size": 64',
});
layers.after(() => shop.remove());

layers('prints tables with what they come to', async () => {
  const { code, out, err } = await shop.grace('codec', 'layers', '--config', 'fomm-zero-64');
  assert.equal({ code, err }, { code: 0, err: '' });
  golden('codec/fomm-zero-64.layers.txt', out);
});

layers('prints only what they come to', async () => {
  const { out } = await shop.grace('codec', 'layers', '--config', 'vox-256', '--totals');
  assert.equal(out.trim().split('\n'), [
    'For every source picture: 10.282 GMAC, 379 392 parameters',
    'For every predicted frame: 43.363 GMAC, 45 195 999 parameters',
    'For every encoded frame: 1.048 GMAC, 14 146 728 parameters',
  ]);
});

layers('prints the same as CSV and as JSON, of a configuration in a file', async () => {
  const csv = await shop.grace('codec', 'layers', '--config', 'small.json', '--csv');
  const [header = '', ...rows] = csv.out.trim().split('\n');
  assert.is(header, 'part,per,name,op,kernel,stride,padding,groups,inputs,output,macs,parameters');
  const json = JSON.parse((await shop.grace('codec', 'layers', '--config', 'small.json', '--json')).out);
  assert.is(json.config.generator.residualBlocks, 2);
  assert.is(json.config.generator.blockExpansion, 64);
  assert.is(json.layers.length, rows.length);
  const macs = rows.reduce((sum, row) => sum + Number(row.split(',').at(-2)), 0);
  const totals: { macs: number }[] = json.totals;
  assert.is(
    totals.reduce((sum, total) => sum + total.macs, 0),
    macs,
  );
});

for (const [what, args, message] of [
  [
    'a preset that there is not',
    ['--config', 'vox'],
    /^error: there is no preset "vox"\n {2}help: presets are vox-256,/,
  ],
  ['a file that there is not', ['--config', 'none.json'], /^error: cannot read none\.json: there is no such file\n/],
  ['a file that is no JSON', ['--config', 'broken.json'], /^error: broken\.json is no JSON: /],
  [
    'a field that there is not',
    ['--config', 'odd.json'],
    /^error: odd\.json describes no network: keypoint is no field /,
  ],
] as const)
  layers(`says what is wrong with ${what}`, async () => {
    const { code, out, err } = await shop.grace('codec', 'layers', ...args);
    assert.equal({ code, out }, { code: 1, out: '' });
    assert.match(err, message);
  });

layers.run();

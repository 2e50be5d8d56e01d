import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit } from '../../dsl/index.js';
import { acceleratorConfig, gridSample, heatmaps, samplingEngine, shiftWarp } from '../../stdlib-engines/index.js';
import { synthesised } from './dsp.js';

/** What the engines that sample become on 7 series: the counts that `docs/engines/sampling.md` shows. */
const test = suite('synthesis of sampling');

const page = readFileSync(new URL('../../docs/engines/sampling.md', import.meta.url), 'utf8');
const size = { rows: 64, columns: 64 };

const engines: readonly (readonly [string, () => unknown])[] = [
  ['`gridSample`, 64x64, 3 channels', () => gridSample({ ...size, channels: 3, coordinates: 'unaligned' })],
  ['`shiftWarp`, 64x64, 3 channels', () => shiftWarp({ ...size, channels: 3 })],
  ['`heatmaps`, 64x64', () => heatmaps(size)],
  ['`samplingEngine`, `acceleratorConfig(16)`', () => samplingEngine({ config: acceleratorConfig(16) })],
];

for (const [name, circuit] of engines)
  test(`${name} at 6 ns`, async () => {
    const { used } = await synthesised(circuit() as Circuit);
    const found = `| ${name} | ${used.dsp} | ${used.lut} | ${used.ff} | ${used.bram} |`;
    console.log(found);
    assert.ok(page.includes(found), `docs/engines/sampling.md has no ${found}`);
  });

test.run();

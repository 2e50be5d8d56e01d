import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit } from '../../dsl/index.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { loadUnit, storeUnit, weightsUnit } from '../../stdlib-engines/index.js';
import { synthesised } from './dsp.js';

/** What the units that move data become on 7 series: the counts that `docs/engines/dma.md` shows. */
const test = suite('synthesis of dma');

const page = readFileSync(new URL('../../docs/engines/dma.md', import.meta.url), 'utf8');
const config = acceleratorConfig(16);

for (const [name, unit] of [
  ['loadUnit', loadUnit],
  ['weightsUnit', weightsUnit],
  ['storeUnit', storeUnit],
] as const)
  test(`${name} at 16x16`, async () => {
    const { used } = await synthesised(unit({ config }) as unknown as Circuit);
    const found = `| \`${name}\` | ${used.dsp} | ${used.bram} | ${used.lut} | ${used.ff} |`;
    console.log(found);
    assert.ok(page.includes(found), `docs/engines/dma.md has no ${found}`);
  });

test.run();

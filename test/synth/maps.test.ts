import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit } from '../../dsl/index.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import {
  masksEngine,
  reciprocalDivider,
  resizeEngine,
  shrinkEngine,
  softmaxEngine,
} from '../../stdlib-engines/index.js';
import { synthesised } from './dsp.js';

/** What engines of the map unit become on 7 series: the counts that `docs/engines/maps.md` shows. */
const test = suite('synthesis of the map unit');

const page = readFileSync(new URL('../../docs/engines/maps.md', import.meta.url), 'utf8');
const config = acceleratorConfig(16);

const engines: readonly (readonly [string, () => unknown])[] = [
  ['`reciprocalDivider`', () => reciprocalDivider()],
  ['`softmaxEngine`, 16 channels', () => softmaxEngine({ channels: 16 })],
  ['`masksEngine`', () => masksEngine({ config })],
  ['`shrinkEngine`', () => shrinkEngine({ config })],
  ['`resizeEngine`', () => resizeEngine({ config })],
];

for (const [name, make] of engines)
  test(name, async () => {
    const { used } = await synthesised(make() as Circuit);
    const found = `| ${name} | ${used.dsp} | ${used.bram} | ${used.lut} | ${used.ff} |`;
    console.log(found);
    assert.ok(page.includes(found), `docs/engines/maps.md has no ${found}`);
  });

test.run();

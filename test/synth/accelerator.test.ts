import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit } from '../../dsl/index.js';
import { accelerator } from '../../stdlib-engines/accelerator/accelerator.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { controller } from '../../stdlib-engines/accelerator/controller.js';
import { issue } from '../../stdlib-engines/accelerator/issue.js';
import { synthesised } from './dsp.js';

/**
 * What the accelerator becomes on 7 series, at 16 x 16: of its own parts the counts that `docs/engines/accelerator.md` shows, and of
 * the whole, in one piece, that it fits the chip. That takes more than ten minutes and 3 GB.
 */
const test = suite('synthesis of the accelerator');

const page = readFileSync(new URL('../../docs/engines/accelerator.md', import.meta.url), 'utf8');
const config = acceleratorConfig(16);

/** What an XC7Z020 has. */
const chip = { dsp: 220, bram: 140, lut: 53_200, ff: 106_400 };

for (const [name, make] of [
  ['controller', controller],
  ['issue', issue],
  ['accelerator', accelerator],
] as const)
  test(`${name} at 16 x 16`, async () => {
    const { used, cells } = await synthesised(make({ config }) as unknown as Circuit);
    const found = `| \`${name}\` | ${used.dsp} | ${used.bram} | ${used.lut} | ${used.ff} |`;
    console.log(found, cells);
    for (const [resource, there] of Object.entries(chip))
      assert.ok(used[resource as keyof typeof chip] <= there, `${resource}: of ${there} on an XC7Z020`);
    if (name !== 'accelerator') assert.ok(page.includes(found), `docs/engines/accelerator.md has no ${found}`);
  });

test.run();

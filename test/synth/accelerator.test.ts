import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit } from '../../dsl/index.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { controller } from '../../stdlib-engines/accelerator/controller.js';
import { issue } from '../../stdlib-engines/accelerator/issue.js';
import { synthesised } from './dsp.js';

/** What the accelerator's own parts become on 7 series, at 16 x 16; those of its units have files of their own. */
const test = suite('synthesis of the accelerator');

const page = readFileSync(new URL('../../docs/engines/accelerator.md', import.meta.url), 'utf8');
const config = acceleratorConfig(16);

for (const [name, make] of [
  ['controller', controller],
  ['issue', issue],
] as const)
  test(`${name} at 16 x 16`, async () => {
    const { used, cells } = await synthesised(make({ config }) as unknown as Circuit);
    const found = `| \`${name}\` | ${used.dsp} | ${used.bram} | ${used.lut} | ${used.ff} |`;
    console.log(found, cells);
    assert.ok(page.includes(found), `docs/engines/accelerator.md has no ${found}`);
  });

test.run();

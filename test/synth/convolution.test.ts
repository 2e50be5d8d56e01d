import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit } from '../../dsl/index.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { convolutionEngine } from '../../stdlib-engines/convolution/engine.js';
import { synthesised } from './dsp.js';

/** What the convolution engine becomes on 7 series: the counts that `docs/engines/convolution.md` shows. Some minutes. */
const test = suite('synthesis of the convolution engine');

test('16 x 16: every multiplier of the array in a DSP block, memories in block RAM', async () => {
  const { used, cells, dsp } = await synthesised(
    convolutionEngine({ config: acceleratorConfig(16) }) as unknown as Circuit,
  );
  const found = `| 16 x 16 | ${used.dsp} | ${used.bram} | ${used.lut} | ${used.ff} |`;
  console.log(found, cells, dsp);
  // As macArray has them by itself: chains of four rows, two columns in each block.
  assert.ok(dsp['A1 B2 M P PCIN']! >= 96 && dsp['A1 B2 M P']! >= 24);
  const page = readFileSync(new URL('../../docs/engines/convolution.md', import.meta.url), 'utf8');
  assert.ok(page.includes(found), `docs/engines/convolution.md has no ${found}`);
});

test.run();

import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { synth } from '../../backend-verilog/index.js';
import { accelerator } from '../../stdlib-engines/accelerator/accelerator.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';

/**
 * What the accelerator becomes on 7 series, at 16 x 16, module by module: it fits the chip, and the counts are those of
 * `docs/engines/accelerator.md`. That takes ten minutes or more; in one piece it had not ended after twenty.
 */
const test = suite('synthesis of the accelerator');

const page = readFileSync(new URL('../../docs/engines/accelerator.md', import.meta.url), 'utf8');

test('all of it at 16 x 16', async () => {
  const { used, fits } = await synth(accelerator({ config: acceleratorConfig(16) }), {
    device: 'xc7z020',
    byModule: true,
  });
  const found = `| ${used.dsp} | ${used.bram} | ${used.lut} | ${used.ff} |`;
  console.log(found);
  assert.ok(fits, 'it fits an XC7Z020');
  assert.ok(page.includes(`\`accelerator\`: these, and what connects them ${found}`), `the page has not ${found}`);
});

test.run();

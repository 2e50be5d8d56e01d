import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Circuit, type KernelFunction, kernelModule } from '../../dsl/index.js';
import {
  addResidual,
  affineRelu,
  affineShift,
  flow,
  gaussian,
  heatmap,
  interpolate8,
  occlude,
  requantize8,
  share,
  sigmoid,
} from '../../stdlib-engines/index.js';
import { synthesised } from './dsp.js';

/** What the kernels of the integer decoder become on 7 series: the counts that `docs/codec/integers.md` shows. */
const test = suite('synthesis of kernels');

const page = readFileSync(new URL('../../docs/codec/integers.md', import.meta.url), 'utf8');

const kernels: readonly (readonly [string, unknown])[] = [
  ['`requantize8`', requantize8],
  ['`affineRelu`', affineRelu],
  ['`addResidual`', addResidual],
  ['`sigmoid`', sigmoid],
  ['`share`', share],
  ['`gaussian`', gaussian],
  ['`heatmap`', heatmap],
  ['`interpolate8`', interpolate8],
  ['`occlude`', occlude],
  ['`flow(10)`', flow(10)],
  ['`affineShift`', affineShift],
];

for (const [name, fn] of kernels)
  test(`${name} at 6 ns`, async () => {
    const circuit = kernelModule(fn as KernelFunction, { period: 6 })() as unknown as Circuit;
    const { used } = await synthesised(circuit);
    const found = `| ${name} | ${used.dsp} | ${used.lut} | ${used.ff} |`;
    console.log(found);
    assert.ok(page.includes(found), `docs/codec/integers.md has no ${found}`);
  });

test.run();

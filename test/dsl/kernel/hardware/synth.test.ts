import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { synth } from '../../../../backend-verilog/index.js';
import { explain, type KernelFunction, kernelModule } from '../../../../dsl/index.js';
import '../../../../dsl/name/register.js';

const test = suite('kernels, synthesised');
const { product } = (await import('../kernels/index.js')) as Readonly<Record<string, KernelFunction>>;

test('all registers of a product are those of the DSP block', async () => {
  const options = { period: 3.2 };
  const { latency } = explain(product!, options);
  const { used } = await synth(kernelModule(product!, options)(), { target: 'xc7' });
  assert.is(latency, 3);
  assert.is(used.dsp, 1);
  // A bit for each stage says whether there is an element in it.
  assert.is(used.ff, latency);
});

test.run();

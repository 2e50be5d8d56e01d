import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { explain, type KernelFunction, type KernelOptions } from '../../../dsl/index.js';
import { irOf } from '../../../dsl/kernel/index.js';
import '../../../dsl/name/register.js';
import { golden } from '../../golden.js';
import { streamOf } from '../stream/rig.js';
import { circuitOf } from './rig.js';

/** The schedules of kernels, as they are printed. */
const test = suite('explain');
const kernels: Readonly<Record<string, KernelFunction>> = await import('./kernels/index.js');

const shown: readonly (readonly [string, KernelOptions])[] = [
  ['requantize', { period: 4 }],
  ['bilinear', { stages: 3 }],
  ['histogram', { period: 8, arrays: { counts: 'memory' } }],
  ['matmul', { period: 6 }],
];

for (const [name, options] of shown)
  test(name, () => {
    const explanation = explain(kernels[name]!, options);
    golden(`explain/${name}.txt`, String(explanation));
    golden(`explain/${name}.svg`, explanation.svg());
  });

test('says of every kernel what its hardware states, with no more register bits than as early as possible', () => {
  for (const fn of Object.values(kernels))
    for (const options of [{ period: 5 }, { stages: 4, loops: 'unroll' }] satisfies KernelOptions[]) {
      const { latency, ii, top } = explain(fn, options);
      const stream = streamOf(circuitOf(irOf(fn), options), 'm');
      assert.equal([latency, ii], [stream.latency, stream.interval]);
      const sum = (bits: readonly number[]) => bits.reduce((a, b) => a + b, 0);
      if (top.title === 'stages') assert.ok(sum(top.bits) <= sum(top.early));
    }
});

test('says of logic, and of a table in a memory, what they are', () => {
  assert.is(explain(kernels.sigmoidTable!, { arrays: { half: 'memory' } }).latency, 2);
  assert.is(explain(kernels.leadingZeros!).latency, 0);
  assert.is(explain(kernels.dot9!, { stages: 0, period: 5 }).latency, 0);
});

test.run();

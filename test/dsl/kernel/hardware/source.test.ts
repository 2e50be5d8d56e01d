import fc from 'fast-check';
import { suite } from 'uvu';
import type { KernelOptions } from '../../../../dsl/kernel/hardware/index.js';
import { irOf } from '../../../../dsl/kernel/index.js';
import { weathers } from '../../stream/rig.js';
import { kernelText } from '../random.js';
import { agrees, circuitOf } from '../rig.js';
import { kernelFrom } from '../written.js';

/** Kernels from random sources as hardware; `agree.test.ts` has what they are when they are called. */
const test = suite('random sources as hardware');
const numRuns = Number(process.env.GRACE_RUNS ?? 30);

const timing: fc.Arbitrary<KernelOptions> = fc.oneof(
  fc.constant({}),
  fc.constant({ loops: 'unroll' } as const),
  fc.constant({ loops: 'unroll', stages: 3 } as const),
  fc.record({ period: fc.constantFrom(12, 25) }),
);

test('the hardware agrees with the form', () => {
  fc.assert(
    fc.property(kernelText, timing, weathers, fc.nat(1000), (text, options, weather, seed) => {
      const ir = irOf(kernelFrom(text));
      const circuit = circuitOf(ir, options);
      agrees(ir, options, seed, 4, undefined, circuit);
      agrees(ir, options, seed + 1, 3, weather, circuit);
    }),
    { seed: 21, numRuns },
  );
});

test.run();

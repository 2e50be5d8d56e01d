import fc from 'fast-check';
import { suite } from 'uvu';
import type { KernelOptions } from '../../../../dsl/kernel/hardware/index.js';
import { weathers } from '../../stream/rig.js';
import { randomKernel } from '../random-ir.js';
import { agrees, circuitOf } from '../rig.js';

const test = suite('random kernels');
const runs = Number(process.env.GRACE_RUNS ?? 40);

const timing: fc.Arbitrary<KernelOptions> = fc.oneof(
  fc.constant({}),
  fc.record({ stages: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ period: fc.constantFrom(7, 10, 20), target: fc.constantFrom('xc7', 'ecp5' as const) }),
);

test('without loops: as logic, in stages and for a period', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 25 }), timing, weathers, (seed, operations, options, weather) => {
      const kernel = randomKernel({ seed, operations, loops: false });
      const circuit = circuitOf(kernel, options);
      agrees(kernel, options, seed, 8, undefined, circuit);
      agrees(kernel, options, seed + 1, 8, weather, circuit);
    }),
    { numRuns: runs, seed: 11 },
  );
});

const engines: fc.Arbitrary<KernelOptions> = fc.oneof(
  fc.constant({}),
  fc.constant({ loops: 'unroll', stages: 3 } as const),
  fc.record({ period: fc.constantFrom(7, 10, 20) }),
);

test('with loops: as engines, and written out', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), engines, weathers, (seed, operations, options, weather) => {
      const kernel = randomKernel({ seed, operations, loops: true });
      const circuit = circuitOf(kernel, options);
      agrees(kernel, options, seed, 4, undefined, circuit);
      agrees(kernel, options, seed + 1, 4, weather, circuit);
    }),
    { numRuns: runs, seed: 12 },
  );
});

test.run();

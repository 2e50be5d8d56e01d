import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Circuit, HardwareError } from '../../../../dsl/index.js';
import type { ArrayStore, KernelOptions } from '../../../../dsl/kernel/hardware/index.js';
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

const stores: fc.Arbitrary<ArrayStore> = fc.constantFrom<ArrayStore[]>(
  'memory',
  'distributed',
  { style: 'memory', reads: 2 },
  { style: 'distributed', reads: 3, writes: 2 },
);

test('with arrays in memories, of those that can be', () => {
  let built = 0;
  fc.assert(
    fc.property(fc.nat(), engines, stores, weathers, (seed, timing, store, weather) => {
      const kernel = randomKernel({ seed, operations: 9, loops: true });
      const options = { ...timing, arrays: { list: store } };
      let circuit: Circuit;
      try {
        circuit = circuitOf(kernel, options);
      } catch (error) {
        // Used as a whole, or after it was overwritten; or nothing needs it.
        assert.match((error as HardwareError).diagnostics[0]!.code, /HW052|HW002/);
        return;
      }
      built++;
      agrees(kernel, options, seed, 3, undefined, circuit);
      agrees(kernel, options, seed + 1, 3, weather, circuit);
    }),
    { numRuns: 2 * runs, seed: 13 },
  );
  assert.ok(built > runs / 10, `${built} of ${2 * runs} were built`);
});

test.run();

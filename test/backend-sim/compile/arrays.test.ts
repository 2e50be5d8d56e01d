import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { cells } from '../../../bench/designs/cells.js';
import { designOf } from '../../../dsl/ir/index.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { randomArray } from './random-arrays.js';

const seed = process.env.GRACE_SEED === undefined ? 1 : Number(process.env.GRACE_SEED);
const numRuns = Number(process.env.GRACE_RUNS ?? 60);

test('arrays of equal cells: compiled means the same as interpreted', () => {
  fc.assert(
    fc.property(tapes(300), tapes(500), (shape, stimuli) => {
      const design = randomArray(shape);
      lockStep(interpret(design), compile(design, { leastGain: 0 }), tape(stimuli), 8);
    }),
    { seed, numRuns },
  );
});

test('so they do when cut into small functions', () => {
  fc.assert(
    fc.property(tapes(300), tapes(500), fc.integer({ min: 1, max: 60 }), (shape, stimuli, functionLimit) => {
      const design = randomArray(shape);
      lockStep(interpret(design), compile(design, { functionLimit, leastGain: 0 }), tape(stimuli), 8);
    }),
    { seed, numRuns: numRuns / 2 },
  );
});

test('so they do where parts that rest are skipped', () => {
  fc.assert(
    fc.property(tapes(300), tapes(500), fc.boolean(), (shape, stimuli, packed) => {
      const design = randomArray(shape);
      const options = { partitions: 'always', leastGain: packed ? 0 : Number.POSITIVE_INFINITY } as const;
      lockStep(interpret(design), compile(design, options), tape(stimuli), 8);
    }),
    { seed, numRuns: numRuns / 2 },
  );
});

test('a larger array has the same checksum in every form of its code', () => {
  const design = cells({ size: 16 })[designOf];
  const sums = [
    { partitions: 'never', leastGain: Number.POSITIVE_INFINITY } as const,
    { partitions: 'never' } as const,
    { partitions: 'always' } as const,
  ].map(options => {
    const machine = compile(design, options);
    const checksum = machine.signals.findIndex(({ path }) => path.join() === 'checksum');
    return Array.from({ length: 8 }, () => {
      machine.step(1, 50);
      return machine.read(checksum);
    });
  });
  for (const sum of sums) assert.equal(sum, sums[0]);
  assert.is(new Set(sums[0]!.flat()).size, 8);
});

test.run();

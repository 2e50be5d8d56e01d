import * as fc from 'fast-check';
import { test } from 'uvu';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { randomArray } from './random-arrays.js';

const seed = process.env.GRACE_SEED === undefined ? 1 : Number(process.env.GRACE_SEED);
const numRuns = Number(process.env.GRACE_RUNS ?? 100);

test('arrays of equal cells: compiled means the same as interpreted', () => {
  fc.assert(
    fc.property(tapes(300), tapes(500), (shape, stimuli) => {
      const design = randomArray(shape);
      lockStep(interpret(design), compile(design), tape(stimuli), 8);
    }),
    { seed, numRuns },
  );
});

test('so they do when cut into small functions', () => {
  fc.assert(
    fc.property(tapes(300), tapes(500), fc.integer({ min: 1, max: 60 }), (shape, stimuli, functionLimit) => {
      const design = randomArray(shape);
      lockStep(interpret(design), compile(design, { functionLimit }), tape(stimuli), 8);
    }),
    { seed, numRuns: numRuns / 2 },
  );
});

test.run();

import * as fc from 'fast-check';
import { test } from 'uvu';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { randomVectors } from './random-vectors.js';

test('vectors in rows agree with the interpreter', () => {
  fc.assert(
    fc.property(tapes(300), tapes(600), (shape, stimuli) => {
      const design = randomVectors(shape);
      lockStep(interpret(design), compile(design), tape(stimuli), 8);
    }),
    { numRuns: 120, interruptAfterTimeLimit: 8000 },
  );
});

test.run();

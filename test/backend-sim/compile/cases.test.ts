import * as fc from 'fast-check';
import { test } from 'uvu';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { randomCases } from './random-cases.js';

test('what hangs on a number agrees with the interpreter', () => {
  fc.assert(
    fc.property(tapes(500), tapes(400), (shape, stimuli) => {
      const design = randomCases(shape);
      lockStep(interpret(design), compile(design), tape(stimuli), 20);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 8000 },
  );
});

test.run();

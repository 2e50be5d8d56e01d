import * as fc from 'fast-check';
import { test } from 'uvu';
import { compile } from '../../backend-sim/compile/index.js';
import { interpret } from '../../backend-sim/index.js';
import { randomDesign } from '../dsl/ir/random-design.js';
import { tape, tapes } from '../dsl/ir/tape.js';
import { lockStep } from './lock-step.js';

test('the compiled simulator and the interpreter agree on random designs', () => {
  fc.assert(
    fc.property(tapes(600), tapes(600), (shape, stimuli) => {
      const design = randomDesign(shape);
      lockStep(interpret(design), compile(design), tape(stimuli), 12);
    }),
    { numRuns: 150 },
  );
});

test.run();

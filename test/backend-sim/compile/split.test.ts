import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { randomDesign } from '../../dsl/ir/random-design.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { quietSteps, sizes } from '../quiet-steps.js';
import { randomVectors } from './random-vectors.js';

test('a design that is cut into many small functions is the same design', () => {
  fc.assert(
    fc.property(
      tapes(500),
      tapes(500),
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      (shape, stimuli, limit, rows) => {
        const design = rows ? randomVectors(shape) : randomDesign(shape);
        lockStep(interpret(design), compile(design, { functionLimit: limit }), tape(stimuli), 8);
        const parts = compile(design, { functionLimit: limit, partitions: 'always', clusters: sizes[limit % 4]! });
        assert.equal(quietSteps(parts, tape(stimuli)), quietSteps(interpret(design), tape(stimuli)));
      },
    ),
    { numRuns: 60, interruptAfterTimeLimit: 8000 },
  );
});

test.run();

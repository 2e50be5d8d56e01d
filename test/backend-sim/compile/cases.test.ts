import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { randomCases, table } from './random-cases.js';

test('what hangs on a number agrees with the interpreter', () => {
  fc.assert(
    fc.property(tapes(500), tapes(400), (shape, stimuli) => {
      const design = randomCases(shape);
      lockStep(interpret(design), compile(design), tape(stimuli), 20);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 8000 },
  );
});

test('a table of thousands of cases neither overflows the stack nor loses an entry', () => {
  const entries = 3000;
  const design = table(entries);
  const machine = compile(design);
  const [x, y, r] = ['x', 'y', 'r'].map(name => machine.signals.findIndex(({ path }) => path[0] === name));
  for (let number = 0; number < 4096; number += 7) {
    const expected = number < entries ? (number * 7919) & 0xffff : 5;
    machine.writeNumber(x!, number);
    assert.is(machine.readNumber(y!), expected);
    machine.step(1);
    assert.is(machine.readNumber(r!), expected);
  }
});

test.run();

import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { lockStep } from '../lock-step.js';
import { randomMemories } from './random-memories.js';

test('memories agree with the interpreter, whichever ports meet', () => {
  fc.assert(
    fc.property(tapes(200), tapes(900), (shape, stimuli) => {
      const design = randomMemories(shape);
      const machines = [interpret(design), compile(design)] as const;
      lockStep(...machines, tape(stimuli), 12);
      for (const { name, depth } of design.modules[0]!.memories) {
        for (let address = 0; address <= depth; address++) {
          assert.is(
            machines[1].readWord([name], address),
            machines[0].readWord([name], address),
            `${name}[${address}]`,
          );
        }
      }
    }),
    { numRuns: 150, interruptAfterTimeLimit: 8000 },
  );
});

test('a word written from outside is seen inside', () => {
  const design = randomMemories([]);
  const machine = compile(design);
  const { name, width } = design.modules[0]!.memories[0]!;
  machine.writeWord([name], 0, (1n << BigInt(width)) - 1n);
  assert.is(machine.readWord([name], 0), (1n << BigInt(width)) - 1n);
  assert.throws(() => machine.readWord(['none'], 0), /no memory 'none'/);
});

test.run();

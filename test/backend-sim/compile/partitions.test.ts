import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { bool, designOf, input, output, reg, u8, u32, when } from '../../../dsl/index.js';
import { randomDesign } from '../../dsl/ir/random-design.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { circuitOf } from '../../dsl/rig.js';
import { quietSteps, sizes } from '../quiet-steps.js';
import { randomCases } from './random-cases.js';
import { randomMemories } from './random-memories.js';
import { randomVectors } from './random-vectors.js';

for (const [name, make] of Object.entries({ randomDesign, randomVectors, randomCases, randomMemories })) {
  test(`${name} in parts that sleep is the same design`, () => {
    fc.assert(
      fc.property(tapes(500), tapes(500), fc.constantFrom(...sizes), (shape, stimuli, clusters) => {
        const design = make(shape);
        const parts = compile(design, { partitions: 'always', clusters });
        assert.equal(quietSteps(parts, tape(stimuli)), quietSteps(interpret(design), tape(stimuli)));
      }),
      { numRuns: 40, interruptAfterTimeLimit: 2000 },
    );
  });
}

test('a value that nobody took while it changed is computed anew for those who take it later', () => {
  const circuit = circuitOf(
    { x: input(u8), load: input(bool), first: input(bool), second: input(bool), a: output(u32), b: output(u32) },
    ({ x, load, first, second, a, b }) => {
      const held = reg(u8, { init: 0 });
      when(load, () => held.set(x));
      const square = held.mul(held);
      const shared = square.mul(square).add(held).trunc(32);
      const [one, other] = [reg(u32, { init: 0 }), reg(u32, { init: 0 })];
      when(first, () => one.set(shared));
      when(second, () => other.set(shared));
      a.set(one);
      b.set(other);
    },
  );
  for (const clusters of sizes) {
    const machine = compile(circuit[designOf], { partitions: 'always', clusters });
    const signal = (name: string): number => machine.signals.findIndex(({ path }) => path.join() === name);
    /** Six cycles with a signal at 1: what changes in the first has fallen asleep long before the last. */
    const pulse = (name: string): void => {
      machine.writeNumber(signal(name), 1);
      machine.step(1, 6);
      machine.writeNumber(signal(name), 0);
    };
    for (const [x, taker, shown] of [
      [3, 'first', 'a'],
      [5, 'second', 'b'],
      [7, 'first', 'a'],
    ] as const) {
      machine.writeNumber(signal('x'), x);
      pulse('load');
      pulse(taker);
      assert.is(machine.readNumber(signal(shown)), x ** 4 + x);
    }
  }
});

test.run();

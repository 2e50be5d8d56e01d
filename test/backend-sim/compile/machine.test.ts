import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import type { Machine } from '../../../backend-sim/machine.js';
import { randomDesign } from '../../dsl/ir/random-design.js';
import { tape, tapes } from '../../dsl/ir/tape.js';

const signals = (machine: Machine): bigint[][] => machine.signals.map((_, signal) => machine.read(signal));
const everything = (machine: Machine) => ({ signals: signals(machine), events: machine.events() });

/** The same steps on both machines; what each answers has to be equal. */
function both(numbers: readonly number[], steps: (machine: Machine) => unknown): void {
  const design = randomDesign(numbers);
  assert.equal(steps(compile(design)), steps(interpret(design)));
}

const runs = { numRuns: 40, interruptAfterTimeLimit: 2500 };

test('random power-up is the same, and runs go on from it', () => {
  fc.assert(
    fc.property(tapes(500), fc.nat(), fc.boolean(), (shape, seed, all) => {
      both(shape, machine => {
        machine.randomize(seed, all);
        const first = everything(machine);
        const done = machine.step(1, 10);
        return [first, done, everything(machine)];
      });
    }),
    runs,
  );
});

test('registers can be set', () => {
  fc.assert(
    fc.property(tapes(500), tapes(100), (shape, values) => {
      both(shape, machine => {
        const t = tape(values);
        return machine.signals.flatMap(({ kind, width, lanes }, signal) => {
          if (kind !== 'reg' && kind !== 'input') return [];
          if (lanes === 1 && width <= 32) {
            machine.writeNumber(signal, Number(t.bits(width)));
            return [machine.readNumber(signal), everything(machine)];
          }
          machine.write(
            signal,
            Array.from({ length: lanes }, () => t.bits(width)),
          );
          return [everything(machine)];
        });
      });
    }),
    runs,
  );
});

test('a snapshot brings everything back', () => {
  fc.assert(
    fc.property(tapes(500), shape => {
      const machine = compile(randomDesign(shape));
      const all = (1 << machine.domains.length) - 1;
      machine.step(all, 3);
      machine.events();
      const before = machine.snapshot();
      const first = [machine.step(all, 5), everything(machine)];
      machine.restore(before);
      const again = [machine.step(all, 5), everything(machine)];
      assert.equal(again, first);
    }),
    runs,
  );
});

test('many steps at once are as many single ones', () => {
  fc.assert(
    fc.property(tapes(500), fc.integer({ min: 1, max: 300 }), (shape, cycles) => {
      const [one, many] = [compile(randomDesign(shape)), compile(randomDesign(shape))];
      const done = many.step(1, cycles);
      for (let i = 0; i < done; i++) one.step(1);
      assert.equal(everything(many), everything(one));
    }),
    runs,
  );
});

test.run();

import * as assert from 'uvu/assert';
import type { Machine } from '../../backend-sim/machine.js';
import type { Tape } from '../dsl/ir/tape.js';

/**
 * Runs two machines of one design side by side: random inputs and resets, random sets of domains at each edge.
 * Every signal and every event has to be equal in every cycle.
 */
export function lockStep(a: Machine, b: Machine, t: Tape, cycles: number): void {
  assert.equal(b.signals.length, a.signals.length);
  const all = (1 << a.domains.length) - 1;
  for (let cycle = 0; cycle < cycles; cycle++) {
    a.signals.forEach(({ kind, width, lanes }, signal) => {
      if (kind !== 'input' && !(kind === 'reset' && t.oneIn(4))) return;
      const value = Array.from({ length: lanes }, () => t.bits(width));
      a.write(signal, value);
      b.write(signal, value);
    });
    a.signals.forEach(({ path }, signal) => {
      assert.equal(b.read(signal), a.read(signal), `${path.join('.')} in cycle ${cycle}`);
    });
    const mask = all === 1 || !t.oneIn(2) ? all : t.below(all + 1);
    a.step(mask);
    b.step(mask);
    assert.equal(saidBy(b), saidBy(a), `events of cycle ${cycle}`);
  }
}

/** The events since the last call, in an order that does not depend on the machine. */
function saidBy(machine: Machine): string[] {
  return machine
    .events()
    .map(({ report, cycle, args }) => {
      const { kind, path, text } = machine.reports[report]!;
      return `${[...path, kind, text].join(' ')} @${cycle} ${args.map(lanes => lanes.join(',')).join(' ')}`;
    })
    .sort();
}

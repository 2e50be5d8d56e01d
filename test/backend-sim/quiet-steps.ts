import type { CompileOptions } from '../../backend-sim/compile/index.js';
import type { Machine } from '../../backend-sim/machine.js';
import type { Tape } from '../dsl/ir/tape.js';

/** From a flag for every register, and everything shared kept, to the sizes of large designs. */
export const sizes: readonly Required<CompileOptions>['clusters'][] = [
  { least: 1, most: 1, cut: 1 },
  { least: 1, most: 10, cut: 4 },
  { least: 4, most: 30, cut: 16 },
  { least: 16, most: 1500, cut: 16 },
];

/**
 * What a machine answers to rare disturbances with runs of a few cycles between them: long enough for parts to fall
 * asleep, with all that may have to wake them.
 */
export function quietSteps(machine: Machine, t: Tape): unknown[] {
  const seen: unknown[] = [];
  const all = (1 << machine.domains.length) - 1;
  let saved = machine.snapshot();
  for (let burst = 0; burst < 12; burst++) {
    machine.signals.forEach(({ kind, width, lanes }, signal) => {
      if (kind === 'input' ? !t.oneIn(3) : !((kind === 'reset' || kind === 'reg') && t.oneIn(12))) return;
      machine.write(
        signal,
        Array.from({ length: lanes }, () => t.bits(width)),
      );
    });
    if (t.oneIn(8)) saved = machine.snapshot();
    if (t.oneIn(8)) machine.restore(saved);
    if (t.oneIn(12)) machine.randomize(t.below(100), t.oneIn(2));
    const mask = t.oneIn(4) ? 1 + t.below(all) : all;
    for (let step = t.below(5); step >= 0; step--) {
      machine.step(mask, 1 + t.below(3));
      seen.push(
        machine.signals.map((_, signal) => machine.read(signal)),
        machine.events(),
      );
    }
  }
  return seen;
}

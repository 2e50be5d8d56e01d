import { interpret } from '../../backend-sim/interpret/index.js';
import type { Machine } from '../../backend-sim/machine.js';
import { type Design, moduleOf } from '../../dsl/ir/index.js';
import type { Tape } from '../dsl/ir/tape.js';

/** One cycle: what is applied, what every signal then is, which clocks tick, and what the design says at that edge. */
export interface Cycle {
  readonly given: readonly { readonly signal: number; readonly lanes: readonly bigint[] }[];
  readonly seen: readonly (readonly bigint[])[];
  readonly mask: number;
  readonly said: readonly string[];
}

/** What the interpreter answers to random inputs, resets and clocks. */
export function record(design: Design, t: Tape, cycles: number): readonly Cycle[] {
  const machine = interpret(design);
  const clocks = machine.domains.length;
  return Array.from({ length: cycles }, (_, cycle) => {
    const given = machine.signals.flatMap(({ kind, path, width, lanes }, signal) => {
      if (kind === 'input') return [{ signal, lanes: Array.from({ length: lanes }, () => t.bits(width)) }];
      if (kind !== 'reset') return [];
      return [{ signal, lanes: [level(design, path[0]!, cycle > 0 && t.oneIn(6))] }];
    });
    for (const { signal, lanes } of given) machine.write(signal, lanes);
    const seen = machine.signals.map((_, signal) => machine.read(signal));
    const mask = clocks > 1 ? 1 + t.below(2 ** clocks - 1) : clocks;
    machine.step(mask);
    return { given, seen, mask, said: saidBy(machine) };
  });
}

/** The level of a reset pin. */
function level(design: Design, port: string, isActive: boolean): bigint {
  const low = moduleOf(design, design.top).domains.some(({ reset }) => reset?.port === port && reset.activeLow);
  return isActive === low ? 0n : 1n;
}

/** Where a machine differs from the record, or undefined. */
export function differs(machine: Machine, cycles: readonly Cycle[]): string | undefined {
  for (const [cycle, { given, seen, mask, said }] of cycles.entries()) {
    for (const { signal, lanes } of given) machine.write(signal, lanes);
    for (const [signal, lanes] of seen.entries()) {
      const found = machine.read(signal);
      if (found.join() !== lanes.join())
        return `${machine.signals[signal]!.path.join('.')} in cycle ${cycle} is ${found}, not ${lanes}`;
    }
    machine.step(mask);
    const heard = saidBy(machine);
    if (heard.join('\n') !== said.join('\n')) return `events of cycle ${cycle} are ${heard}, not ${said}`;
  }
  return undefined;
}

/** The events since the last call, in an order that does not depend on the machine. */
const saidBy = (machine: Machine): string[] =>
  machine
    .events()
    .map(({ report, cycle, args }) => {
      const { kind, path, text } = machine.reports[report]!;
      return `${[...path, kind, text].join(' ')} @${cycle} ${args.map(lanes => lanes.join()).join(' ')}`;
    })
    .sort();

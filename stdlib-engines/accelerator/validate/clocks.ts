import type { Instruction } from '../isa/decode.js';
import { type UnitName, units } from '../isa/field.js';
import { semaphoreCount } from '../model/machine.js';

const numberOf = Object.fromEntries(units.map((name, i) => [name, i])) as Record<UnitName, number>;

/** Of each unit, how many of its instructions are certainly done. */
export type Clock = Int32Array;

/** An instruction among those of its unit. */
export interface Turn {
  readonly unit: number;
  /** Its number among them, from 1. */
  readonly turn: number;
}

/**
 * What is certainly done when an instruction starts, in whatever order events happen: units end their instructions in order, the
 * n-th wait for a semaphore comes after n of its raises, and an epilogue after the `conv` whose sums it takes. Where several
 * units raise a semaphore, of a unit's raises those count without which there would be fewer than n.
 */
export interface Clocks {
  readonly turnOf: (index: number) => Turn;
  /** The instruction of a unit. */
  readonly indexOf: (unit: number, turn: number) => number;
  /** To be called for instructions in an order in which they can end; the clock is good until the next call for the unit. */
  startOf(index: number): Clock;
}

export function clocks(program: readonly Instruction[]): Clocks {
  const byUnit: number[][] = units.map(() => []);
  /** For each semaphore and unit the instructions that raise it. */
  const raises: number[][][] = Array.from({ length: semaphoreCount }, () => units.map(() => []));
  const lasts: number[] = [];
  const turns = program.map((instruction, index): Turn => {
    const name = instruction.format.unit;
    if (!name) return { unit: -1, turn: 0 };
    const unit = numberOf[name];
    for (let s = 0; s < semaphoreCount; s++) if ((instruction.signal >> s) & 1) raises[s]![unit]!.push(index);
    if (instruction.name === 'conv' && instruction.fields.last) lasts.push(index);
    return { unit, turn: byUnit[unit]!.push(index) };
  });
  const waits = new Int32Array(semaphoreCount);
  const now = units.map(() => new Int32Array(units.length));
  /** When an instruction of each unit was done, in its turn. */
  const done: Clock[][] = units.map(() => []);
  let epilogues = 0;

  const join = (clock: Clock, index: number | undefined): void => {
    if (index === undefined) return;
    const { unit, turn } = turns[index]!;
    const other = done[unit]![turn - 1];
    // Not there yet: it ends later, so nothing follows from it.
    if (other) for (let u = 0; u < clock.length; u++) clock[u] = Math.max(clock[u]!, other[u]!);
  };
  return {
    turnOf: index => turns[index]!,
    indexOf: (unit, turn) => byUnit[unit]![turn - 1]!,
    startOf(index) {
      const instruction = program[index]!;
      const { unit, turn } = turns[index]!;
      const clock = now[unit]!;
      for (let s = 0; s < semaphoreCount; s++) {
        if (((instruction.wait >> s) & 1) === 0) continue;
        const needed = waits[s]! + 1;
        waits[s] = needed;
        const all = raises[s]!.reduce((sum, list) => sum + list.length, 0);
        for (const list of raises[s]!) join(clock, list[needed - (all - list.length) - 1]);
      }
      if (instruction.name === 'epilogue') join(clock, lasts[epilogues++]);
      const ended = clock.slice();
      ended[unit] = turn;
      done[unit]!.push(ended);
      return clock;
    },
  };
}

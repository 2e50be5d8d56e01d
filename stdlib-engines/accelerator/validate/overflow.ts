import type { AcceleratorConfig } from '../config.js';
import type { Instruction } from '../isa/decode.js';
import { semaphoreCount, semaphoreLimit } from '../model/machine.js';
import type { Clocks } from './clocks.js';
import { at, type ProgramProblem } from './problem.js';

/** Instructions that may wait before a unit beside those of its queue: in registers on the way. */
const onTheWay = 2;

/** What is known of a semaphore. */
interface Count {
  readonly raisers: Set<number>;
  waiter: number;
  /** The turns, of the unit that waits, in which it waits. */
  readonly waits: number[];
  raised: number;
  /** Of `waits`, how many have certainly come. */
  certain: number;
}

/**
 * Finds semaphores that some order of events raises above 63: where no more waits are certain than would keep it below. A wait
 * is certain if what raises has waited for that instruction, by whatever way, or comes so far behind it in the program that the
 * queue before the unit would not hold all between. For semaphores that one unit raises; others are only counted by the machine.
 */
export function overflows(program: readonly Instruction[], config: AcceleratorConfig, { turnOf }: Clocks) {
  const counts = Array.from(
    { length: semaphoreCount },
    (): Count => ({ raisers: new Set(), waiter: -1, waits: [], raised: 0, certain: 0 }),
  );
  /** For each instruction, how many of each unit stand before it in the program. */
  const before: Int32Array[] = [];
  let now = new Int32Array(8);
  for (const [index, { wait, signal }] of program.entries()) {
    const { unit, turn } = turnOf(index);
    before.push(now);
    if (unit < 0) continue;
    now = now.slice();
    now[unit] = turn;
    for (const [s, count] of counts.entries()) {
      if ((signal >> s) & 1) count.raisers.add(unit);
      if (((wait >> s) & 1) === 0) continue;
      count.waiter = unit;
      count.waits.push(turn);
    }
  }
  /** To be called as instructions end, those of each unit in order, with the clock of their start. */
  return (index: number, clock: Int32Array): ProgramProblem | undefined => {
    const instruction = program[index]!;
    const { unit, turn } = turnOf(index);
    for (const [s, count] of counts.entries()) {
      if (((instruction.signal >> s) & 1) === 0 || count.raisers.size > 1) continue;
      count.raised++;
      const { waiter, waits } = count;
      const behind = waiter < 0 ? 0 : before[index]![waiter]! - config.queue - onTheWay;
      const turns = waiter === unit ? turn : Math.max(clock[waiter] ?? 0, behind);
      while (count.certain < waits.length && waits[count.certain]! <= turns) count.certain++;
      const most = count.raised - count.certain;
      if (most > semaphoreLimit)
        return at(
          index,
          instruction,
          `may raise semaphore ${s} to ${most}, and it counts to ${semaphoreLimit}`,
          'let it wait, by another semaphore, for the unit that waits for this one',
          'signal',
        );
    }
    return undefined;
  };
}

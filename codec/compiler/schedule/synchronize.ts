import { type UnitName, units } from '../../../stdlib-engines/accelerator/isa/field.js';
import type { Buffer } from '../pass/buffer.js';
import { hazards } from './hazards.js';
import type { Instruction, Op } from './op.js';

/** For each unit, in the order of `units`, how many of its instructions are known to be done. */
type Clock = readonly number[];

/** Instructions of one unit that tell another when they are done: a semaphore. */
interface Line {
  readonly semaphore: number;
  /** The instructions of the teller that raise it, and the listener's that wait for it, in order: the first for the first. */
  readonly raised: number[];
  readonly waiting: number[];
}

/** So many semaphores there are, and so high each counts. */
const semaphores = 16;
const highest = 63;

/** Stores of a pass that tell loads of it, at most: a load then waits for a few stores more than it has to. */
const mostTold = 24;

/**
 * Puts semaphores between instructions wherever one reads or writes what another writes or reads, and nothing else has them in
 * order already: a clock for each instruction says what is known to be done when it starts.
 *
 * Each pair of units has a semaphore of its own, so that the n-th wait is for the n-th raise. All waits are for instructions that
 * stand earlier in the program, which therefore cannot lock up; how far a unit can be ahead is bounded by the memories, and
 * checked here against what semaphores count to.
 */
export function synchronize(ops: readonly Op[], same: (a: Buffer, b: Buffer) => boolean): Instruction[] {
  const wait = new Uint16Array(ops.length);
  const signal = new Uint16Array(ops.length);
  const found = hazards(same);
  const lines = new Map<string, Line>();
  const lists = Object.fromEntries(units.map(unit => [unit, [] as number[]])) as Record<UnitName, number[]>;
  /** When each instruction starts, and when it is done. */
  const starts: Clock[] = [];
  const ends: Clock[] = [];
  /** The number of each instruction among those of its unit. */
  const countOf = new Map<Op, number>();
  /** Sums that were handed on, which epilogues take in turn. */
  const handed: number[] = [];
  let finished = 0;

  for (const [at, op] of ops.entries()) {
    const { unit } = op;
    const own = units.indexOf(unit);
    const list = lists[unit];
    const before = list.at(-1);
    let clock = before === undefined ? units.map(() => 0) : starts[before]!;
    // Loads overlap; the map unit begins a command when the one before is done.
    if (before !== undefined && unit === 'map') clock = latest(clock, ends[before]!);
    const needs = found.of(op, list.length);
    if (op.after) needs[op.after.unit] = Math.max(needs[op.after.unit] ?? 0, countOf.get(op.after)! + 1);
    for (const [other, count] of Object.entries(needs) as [UnitName, number][]) {
      if (clock[units.indexOf(other)]! >= count) continue;
      const told = other === 'store' && unit === 'load' ? rounded(lists.store, count) : count;
      const teller = lists[other][told - 1]!;
      const line = lineOf(other, unit);
      signal[teller]! |= 1 << line.semaphore;
      wait[at]! |= 1 << line.semaphore;
      line.raised.push(teller);
      line.waiting.push(at);
      clock = latest(clock, ends[teller]!);
    }
    starts.push(clock);
    let end = [...clock];
    end[own] = list.length + 1;
    if (before !== undefined) end = latest(end, ends[before]!);
    if (op.format === 'conv' && op.fields.last) handed.push(at);
    if (op.format === 'epilogue') end = latest(end, ends[handed[finished++]!]!);
    ends.push(end);
    countOf.set(op, list.length);
    list.push(at);
  }
  for (const line of lines.values()) checkLine(line);
  return ops.map((op, at) => ({ ...op, wait: wait[at]!, signal: signal[at]! }));

  function lineOf(from: UnitName, to: UnitName): Line {
    const key = `${from} ${to}`;
    const made = lines.get(key) ?? { semaphore: lines.size, raised: [], waiting: [] };
    if (made.semaphore === semaphores) throw new Error('more pairs of units than semaphores');
    lines.set(key, made);
    return made;
  }

  /** The store of the same pass, no earlier, at which loads are told. */
  function rounded(stores: readonly number[], count: number): number {
    const { pass } = ops[stores[count - 1]!]!;
    let first = count - 1;
    while (first > 0 && ops[stores[first - 1]!]!.pass === pass) first--;
    let last = count;
    while (last < stores.length && ops[stores[last]!]!.pass === pass) last++;
    const each = Math.ceil((last - first) / mostTold);
    return Math.min(last, first + Math.ceil((count - first) / each) * each);
  }

  /** That a semaphore is never raised above what it counts to: all but some of its waits are over whenever it is raised. */
  function checkLine({ raised, waiting }: Line): void {
    for (let n = highest; n < raised.length; n++) {
      const over = waiting[n - highest]!;
      const { unit } = ops[over]!;
      const count = countOf.get(ops[over]!)! + 1;
      // Started is enough, but what is known is that it is done.
      if (ends[raised[n]!]![units.indexOf(unit)]! < count)
        throw new Error(`instruction ${raised[n]} may raise a semaphore above ${highest}`);
    }
  }
}

const latest = (a: Clock, b: Clock): number[] => a.map((done, unit) => Math.max(done, b[unit]!));

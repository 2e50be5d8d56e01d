import type { AcceleratorConfig } from '../config.js';
import type { FaultName } from '../fault.js';
import { takenRows } from '../isa/check/conv.js';
import type { Instruction } from '../isa/decode.js';
import { type UnitName, units } from '../isa/field.js';
import { Fault } from './memories.js';

/** Semaphores, and the most that each counts to. */
export const semaphoreCount = 16;
export const semaphoreLimit = 63;

/** What happens while a program runs, in an order that the machine allows. Each may throw a `Fault`. */
export interface Work {
  /** The unit has taken the semaphores. */
  begin?(index: number): void;
  /** `weights` puts so many rows of the array into the queue before `conv`, `conv` takes so many out of it. */
  rows?(index: number, rows: number): void;
  /** The instruction has done what it does; its semaphores are raised next. */
  end?(index: number): void;
}

/** What a unit that cannot go on waits for. */
export interface Stuck {
  readonly unit: UnitName;
  readonly instruction: number;
  readonly waitsFor: 'semaphores' | 'weights' | 'room for weights' | 'a free bank' | 'sums';
}

/** How a program ended in the model. */
export interface Ending {
  /** `none`: by its `end`. `timeout`: units wait for each other for ever. */
  readonly fault: FaultName;
  /** To which the fault belongs; of `none`, the number of `end`; of `timeout`, how many had ended. */
  readonly instruction: number;
  /** With `timeout`. */
  readonly stuck: readonly Stuck[];
}

interface Unit {
  readonly name: UnitName;
  readonly queue: number[];
  current: number | undefined;
  /** Rows of weights that the current instruction has yet to put or take. */
  left: number;
  /** `conv`: the current instruction has a bank. */
  hasBank: boolean;
}

/**
 * Carries a program out as the units do, without times: the sequencer hands instructions to six queues, each unit takes them in
 * order, waits for semaphores, for weights, for a bank or for sums, and raises semaphores. A program that ends here ends in
 * hardware, which has room for no less between its units.
 *
 * @param instructions `undefined` where there is none of that opcode
 * @param pick of so many units, which goes on next if it can: any order that comes of it is one that times may lead to
 */
export function runMachine(
  instructions: readonly (Instruction | undefined)[],
  config: AcceleratorConfig,
  work: Work,
  pick: (units: number) => number = () => 0,
): Ending {
  const semaphores = new Uint8Array(semaphoreCount);
  const all = units.map((name): Unit => ({ name, queue: [], current: undefined, left: 0, hasBank: false }));
  const unitOf = Object.fromEntries(all.map(unit => [unit.name, unit])) as Record<UnitName, Unit>;
  let next = 0;
  let ended = 0;
  let heldRows = 0;
  let [freeBanks, fullBanks] = [2, 0];
  let at = 0;

  const waits = (index: number): boolean => {
    for (let mask = instructions[index]!.wait; mask !== 0; mask &= mask - 1)
      if (semaphores[31 - Math.clz32(mask & -mask)] === 0) return true;
    return false;
  };
  const each = (mask: number, step: number): void => {
    for (let s = 0; s < semaphoreCount; s++) {
      if (((mask >> s) & 1) === 0) continue;
      if (semaphores[s]! + step > semaphoreLimit) throw new Fault('semaphore');
      semaphores[s] = semaphores[s]! + step;
    }
  };
  /** Hands instructions on until a queue is full, or there are no more. */
  const sequence = (): boolean => {
    const from = next;
    for (; ; next++) {
      const instruction = instructions[next];
      if (!instruction?.format.unit) break;
      const { queue } = unitOf[instruction.format.unit];
      if (queue.length === config.queue) break;
      queue.push(next);
    }
    return next > from;
  };
  const begin = (unit: Unit): boolean => {
    const [index] = unit.queue;
    if (index === undefined || waits(index)) return false;
    at = index;
    unit.queue.shift();
    const instruction = instructions[index]!;
    each(instruction.wait, -1);
    work.begin?.(index);
    unit.current = index;
    unit.hasBank = false;
    if (instruction.name === 'weights') unit.left = instruction.fields.bytes / config.columns;
    if (instruction.name === 'conv') unit.left = takenRows(instruction.fields, config);
    return true;
  };
  const moveRows = (unit: Unit, most: number): boolean => {
    const rows = Math.min(unit.left, most);
    if (rows > 0) work.rows?.(unit.current!, rows);
    unit.left -= rows;
    heldRows += unit.name === 'weights' ? rows : -rows;
    return rows > 0;
  };
  /** Whether anything came of it; `current` is `undefined` when the instruction has ended. */
  const advance = (unit: Unit): boolean => {
    const index = unit.current!;
    const instruction = instructions[index]!;
    at = index;
    let moved = false;
    if (instruction.name === 'weights') moved = moveRows(unit, config.weightRows - heldRows);
    if (instruction.name === 'conv') {
      if (instruction.fields.first && !unit.hasBank) {
        if (freeBanks === 0) return false;
        freeBanks--;
        unit.hasBank = true;
      }
      moved = moveRows(unit, heldRows);
    }
    if (unit.left > 0) return moved;
    if (instruction.name === 'epilogue') {
      if (fullBanks === 0) return false;
      fullBanks--;
      freeBanks++;
    }
    work.end?.(index);
    ended++;
    if (instruction.name === 'conv' && instruction.fields.last) fullBanks++;
    each(instruction.signal, 1);
    unit.current = undefined;
    return true;
  };
  const step = (unit: Unit): boolean => (unit.current === undefined ? begin(unit) : advance(unit));
  const waitsFor = (unit: Unit): Stuck['waitsFor'] => {
    if (unit.current === undefined) return 'semaphores';
    const instruction = instructions[unit.current]!;
    if (instruction.name === 'weights') return 'room for weights';
    if (instruction.name === 'epilogue') return 'sums';
    return instruction.name === 'conv' && instruction.fields.first && !unit.hasBank ? 'a free bank' : 'weights';
  };

  try {
    for (;;) {
      if (sequence()) continue;
      const first = pick(all.length);
      if (all.some((_, i) => step(all[(first + i) % all.length]!))) continue;
      const busy = all.filter(({ queue, current }) => current !== undefined || queue.length > 0);
      if (busy.length === 0) return { fault: instructions[next] ? 'none' : 'opcode', instruction: next, stuck: [] };
      const stuck = busy.map(unit => ({
        unit: unit.name,
        instruction: unit.current ?? unit.queue[0]!,
        waitsFor: waitsFor(unit),
      }));
      return { fault: 'timeout', instruction: ended, stuck };
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: error.fault, instruction: at, stuck: [] };
  }
}

import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { type UnitName, units } from '../../../stdlib-engines/accelerator/isa/field.js';
import { handover } from '../../../stdlib-engines/convolution/cycles.js';
import type { Instruction } from '../schedule/op.js';
import { type Flow, share } from './share.js';
import { epilogueTimes, latencies, type MemoryModel, parameterRows, setCycles, setsOf, transferOf } from './times.js';

/** When an instruction began and ended, in cycles from the start of the program. */
export interface Span {
  begin: number;
  end: number;
}

export interface Prediction {
  /** Of the whole program. */
  readonly cycles: number;
  /** Of each instruction. */
  readonly spans: readonly Span[];
  /** Of each `conv`, cycles in which the array had weights; by the number of the instruction. */
  readonly busy: Float64Array;
}

/** A convolution in the array, or the next. */
interface Convolution {
  readonly index: number;
  /** Sets of weights that have not been taken. */
  sets: number;
  /** Parameters have to be taken first. */
  first: boolean;
  /** A set of weights is in the array. */
  running: boolean;
  /** When the array can be filled. */
  readonly from: number;
}

/** A transfer of the load, store or map unit. */
interface Moving extends Flow {
  readonly index: number;
  /** When its first data come. */
  readonly from: number;
  /** From its last data to its end. */
  readonly behind: number;
}

/**
 * How long a program takes: units, queues, semaphores, banks and the queue of weights, event by event. What an instruction does
 * within is a number of cycles (`times.ts`); transfers share what memory gives. Sets of weights are single events, since what
 * fetches them and what takes them wait for each other.
 */
export function simulateProgram(
  program: readonly Instruction[],
  config: AcceleratorConfig,
  memory: MemoryModel,
): Prediction {
  const { rows, columns, queue: depth, weightRows } = config;
  const spans = program.map((): Span => ({ begin: Infinity, end: Infinity }));
  const busy = new Float64Array(program.length);
  const queues = Object.fromEntries(units.map(unit => [unit, [] as number[]])) as Record<UnitName, number[]>;
  const inside = Object.fromEntries(units.map(unit => [unit, 0])) as Record<UnitName, number>;
  /** When a unit can take the next instruction. */
  const free = Object.fromEntries(units.map(unit => [unit, 0])) as Record<UnitName, number>;
  const semaphores = new Uint16Array(16);
  /** What happens at a time that is known already; few at a time. */
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const moving: Record<'load' | 'weights' | 'store' | 'map', Moving[]> = { load: [], weights: [], store: [], map: [] };
  const { weights } = moving;
  const busBytes = config.busBits / 8;
  let now = 0;
  let next = 0;
  let issueAt: number = latencies.start + memory.latency;
  /** Rows of weights that have come, by instructions that are done, and rows that the array has taken. */
  let arrived = 0;
  let taken = 0;
  /** Rows in the queue of weights, a part of a row while it comes. */
  const level = (): number => {
    const [first] = weights;
    return arrived - taken + (first ? (program[first.index]!.fields.bytes! - first.left) / columns : 0);
  };
  let banks = 2;
  let sums = 0;
  let ended = 0;
  let conv: Convolution | undefined;
  let nextConv: Convolution | undefined;
  let epilogue = false;

  const at = (time: number, run: () => void): void => void timers.push({ at: time, run });
  const raise = (signal: number): void => {
    for (let s = 0; s < 16; s++) if ((signal >> s) & 1) semaphores[s]!++;
  };
  const end = (index: number): void => {
    spans[index]!.end = now;
    const { signal, unit } = program[index]!;
    if (signal !== 0) at(now + latencies.begin, () => raise(signal));
    inside[unit]--;
    ended++;
  };
  /** Takes an instruction from a queue, if its semaphores allow. */
  const begin = (unit: UnitName): number | undefined => {
    const [index] = queues[unit];
    if (index === undefined) return undefined;
    const { wait } = program[index]!;
    if (free[unit] > now) return undefined;
    for (let s = 0; s < 16; s++) if ((wait >> s) & 1 && semaphores[s] === 0) return undefined;
    for (let s = 0; s < 16; s++) if ((wait >> s) & 1) semaphores[s]!--;
    queues[unit].shift();
    inside[unit]++;
    free[unit] = now + 2 * latencies.begin;
    spans[index]!.begin = now;
    return index;
  };
  const beginTransfer = (unit: keyof typeof moving): boolean => {
    if (inside[unit] >= (together[unit] ?? depth)) return false;
    const index = begin(unit);
    if (index === undefined) return false;
    const { read, written, cycles, before, behind } = transferOf(program[index]!, config, memory);
    const left = read + written;
    moving[unit].push({ port: portOf[unit], index, left, most: left / cycles, rate: 0, from: now + before, behind });
    return true;
  };
  /** The next one is taken beside the last sets of weights of the one before, so that the array need not wait. */
  const beginConv = (): boolean => {
    if (nextConv || (conv && conv.sets > 1)) return false;
    const index = begin('conv');
    if (index === undefined) return false;
    const { fields } = program[index]!;
    nextConv = {
      ...{ index, sets: setsOf(fields), first: fields.first === 1, running: false },
      from: now + latencies.convBefore,
    };
    return true;
  };
  const rowsNeeded = (): number => rows + (conv!.first ? parameterRows : 0);
  const beginSet = (): boolean => {
    if (!conv) [conv, nextConv] = [nextConv, undefined];
    if (!conv || conv.running || conv.from > now || (conv.first && banks === 0) || level() < rowsNeeded() - tolerance)
      return false;
    taken += rowsNeeded();
    if (conv.first) banks--;
    const { index } = conv;
    const { fields } = program[index]!;
    const cycles = setCycles(fields, config, conv.first);
    busy[index]! += cycles;
    conv.first = false;
    conv.running = true;
    conv.sets--;
    at(now + cycles, () => {
      conv!.running = false;
      if (conv!.sets > 0) return;
      conv = undefined;
      at(now + latencies.convBehind, () => end(index));
      if (fields.last) at(now + latencies.convBehind + handover(config), () => sums++);
    });
    return true;
  };
  const beginEpilogue = (): boolean => {
    if (epilogue || sums === 0) return false;
    const index = begin('epilogue');
    if (index === undefined) return false;
    epilogue = true;
    sums--;
    const times = epilogueTimes(program[index]!, config);
    at(now + times.end, () => end(index));
    at(now + times.next, () => {
      epilogue = false;
      banks++;
    });
    return true;
  };
  const issue = (): boolean => {
    if (next === program.length || issueAt > now) return false;
    const { unit } = program[next]!;
    if (queues[unit].length >= depth) return false;
    queues[unit].push(next++);
    issueAt = now + latencies.issue;
    return true;
  };
  const finish = (unit: keyof typeof moving): boolean => {
    const [first] = moving[unit];
    if (!first || first.left > 1e-3 || first.from > now) return false;
    moving[unit].shift();
    if (unit === 'weights') arrived += program[first.index]!.fields.bytes! / columns;
    at(now + first.behind, () => end(first.index));
    return true;
  };
  const rowRate = (): number => weights[0]!.rate / columns;
  const weightsFlow = (): boolean => weights.length > 0 && weights[0]!.from <= now && level() < weightRows - tolerance;

  while (ended < program.length) {
    let moved = true;
    while (moved) {
      moved = false;
      for (let i = 0; i < timers.length; ) {
        if (timers[i]!.at > now + 1e-9) i++;
        else {
          const [timer] = timers.splice(i, 1);
          timer!.run();
          moved = true;
        }
      }
      for (const unit of movers) moved = finish(unit) || moved;
      moved = issue() || moved;
      for (const unit of movers) moved = beginTransfer(unit) || moved;
      moved = beginConv() || beginSet() || beginEpilogue() || moved;
    }
    if (ended === program.length) break;
    const flows: Flow[] = [];
    for (const unit of ['load', 'store', 'map'] as const) {
      const [first] = moving[unit];
      if (first && first.from <= now) flows.push(first);
    }
    const fills = weightsFlow();
    if (fills) flows.push(weights[0]!);
    share(flows, memory.bytesPerCycle / busBytes, busBytes);
    let soon = Infinity;
    for (const { at: time } of timers) soon = Math.min(soon, time);
    for (const flow of flows) soon = Math.min(soon, now + flow.left / flow.rate);
    for (const unit of movers) {
      const [first] = moving[unit];
      if (first && first.from > now) soon = Math.min(soon, first.from);
    }
    if (fills) {
      soon = Math.min(soon, now + (weightRows - level()) / rowRate());
      const missing = conv && !conv.running ? rowsNeeded() - level() : 0;
      if (missing > tolerance) soon = Math.min(soon, now + missing / rowRate());
    }
    for (const unit of units) if (queues[unit].length > 0 && free[unit] > now) soon = Math.min(soon, free[unit]);
    if (conv && !conv.running && conv.from > now) soon = Math.min(soon, conv.from);
    if (next < program.length && issueAt > now) soon = Math.min(soon, issueAt);
    if (soon === Infinity) throw new Error('the program stands still');
    const passed = soon - now;
    for (const flow of flows) flow.left = Math.max(0, flow.left - passed * flow.rate);
    now = soon;
  }
  return { cycles: now, spans, busy };
}

/** How many instructions a unit has at a time, where that is less than may wait before it. */
const together: Partial<Record<UnitName, number>> = { load: 2, map: 1 };

/** Which bus each unit has; load and store have the two halves of one. */
const portOf = { load: 1, store: 1.5, weights: 2, map: 3 } as const;

/** Units that move bytes. */
const movers = ['load', 'weights', 'store', 'map'] as const;

/** Parts of a row of weights that rounding may lose. */
const tolerance = 1e-3;

import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { type UnitName, units } from '../../../stdlib-engines/accelerator/isa/field.js';
import type { Instruction } from '../schedule/op.js';
import { type Flow, share } from './share.js';
import {
  epilogueCycles,
  latencies,
  loadTransfer,
  type MemoryModel,
  mapTransfer,
  parameterRows,
  setCycles,
  storeTransfer,
  type Transfer,
  tableTransfer,
} from './times.js';

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

/** A transfer of the load, store or map unit. */
interface Moving extends Flow {
  readonly index: number;
  /** When its first data come. */
  readonly from: number;
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
  const { rows, columns, queue: depth, busBits, weightRows } = config;
  const spans = program.map((): Span => ({ begin: Infinity, end: Infinity }));
  const busy = new Float64Array(program.length);
  const queues = Object.fromEntries(units.map(unit => [unit, [] as number[]])) as Record<UnitName, number[]>;
  const inside = Object.fromEntries(units.map(unit => [unit, 0])) as Record<UnitName, number>;
  const semaphores = new Uint16Array(16);
  /** What happens at a time that is known already; few at a time. */
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const moving: Record<'load' | 'store' | 'map', Moving[]> = { load: [], store: [], map: [] };
  const weights: (Flow & { readonly index: number; readonly from: number })[] = [];
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
  let conv: { readonly index: number; sets: number; first: boolean; running: boolean } | undefined;
  let epilogue = false;
  const words = (index: number): number => {
    const { images, rows: r, columns: c } = program[index]!.fields;
    return images! * r! * c!;
  };

  const at = (time: number, run: () => void): void => void timers.push({ at: time, run });
  const end = (index: number): void => {
    spans[index]!.end = now;
    const { signal, unit } = program[index]!;
    for (let s = 0; s < 16; s++) if ((signal >> s) & 1) semaphores[s]!++;
    inside[unit]--;
    ended++;
  };
  const transferOf = (index: number): Transfer => {
    const { format, fields } = program[index]!;
    if (format === 'table') return tableTransfer(fields, config);
    if (format === 'load') return loadTransfer({ ...noPadding, ...fields }, config);
    return format === 'store' ? storeTransfer(fields, config) : mapTransfer(fields, config);
  };
  /** Takes an instruction from a queue, if its semaphores allow. */
  const begin = (unit: UnitName): number | undefined => {
    const [index] = queues[unit];
    if (index === undefined) return undefined;
    const { wait } = program[index]!;
    for (let s = 0; s < 16; s++) if ((wait >> s) & 1 && semaphores[s] === 0) return undefined;
    for (let s = 0; s < 16; s++) if ((wait >> s) & 1) semaphores[s]!--;
    queues[unit].shift();
    inside[unit]++;
    spans[index]!.begin = now;
    return index;
  };
  const beginTransfer = (unit: 'load' | 'store' | 'map'): boolean => {
    if (inside[unit] >= (unit === 'map' ? 1 : depth)) return false;
    const index = begin(unit);
    if (index === undefined) return false;
    const { bytes, cycles } = transferOf(index);
    const wait = unit === 'store' ? latencies.request : latencies.request + memory.latency;
    const from = now + latencies.begin + wait;
    moving[unit].push({ index, left: bytes, most: bytes / cycles, rate: 0, from });
    return true;
  };
  const beginWeights = (): boolean => {
    if (inside.weights >= depth) return false;
    const index = begin('weights');
    if (index === undefined) return false;
    const from = now + latencies.begin + latencies.request + memory.latency;
    weights.push({ index, left: program[index]!.fields.bytes!, most: busBits / 8, rate: 0, from });
    return true;
  };
  const beginConv = (): boolean => {
    if (conv) return false;
    const index = begin('conv');
    if (index === undefined) return false;
    const { blocks, kernelRows, kernelColumns, first } = program[index]!.fields;
    conv = { index, sets: blocks! * kernelRows! * kernelColumns!, first: first === 1, running: false };
    return true;
  };
  const rowsNeeded = (): number => rows + (conv!.first ? parameterRows : 0);
  const beginSet = (): boolean => {
    if (!conv || conv.running || (conv.first && banks === 0) || level() < rowsNeeded() - tolerance) return false;
    taken += rowsNeeded();
    if (conv.first) banks--;
    const { index } = conv;
    const cycles = setCycles(words(index), config);
    busy[index]! += words(index);
    conv.first = false;
    conv.running = true;
    conv.sets--;
    at(now + cycles, () => {
      conv!.running = false;
      if (conv!.sets > 0) return;
      conv = undefined;
      at(now + latencies.conv, () => end(index));
      if (program[index]!.fields.last) at(now + latencies.array, () => sums++);
    });
    return true;
  };
  const beginEpilogue = (): boolean => {
    if (epilogue || sums === 0) return false;
    const index = begin('epilogue');
    if (index === undefined) return false;
    epilogue = true;
    sums--;
    at(now + latencies.begin + epilogueCycles(words(index), config), () => {
      epilogue = false;
      banks++;
      at(now + latencies.epilogue, () => end(index));
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
  const finish = (unit: 'load' | 'store' | 'map'): boolean => {
    const [first] = moving[unit];
    if (!first || first.left > 1e-3 || first.from > now) return false;
    moving[unit].shift();
    const after = unit === 'load' ? latencies.load : memory.latency + latencies[unit];
    at(now + after, () => end(first.index));
    return true;
  };
  const finishWeights = (): boolean => {
    const [first] = weights;
    if (!first || first.left > 1e-3) return false;
    weights.shift();
    arrived += program[first.index]!.fields.bytes! / columns;
    end(first.index);
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
      for (const unit of ['load', 'store', 'map'] as const) moved = finish(unit) || moved;
      moved = finishWeights() || moved;
      moved = issue() || moved;
      for (const unit of ['load', 'store', 'map'] as const) moved = beginTransfer(unit) || moved;
      moved = beginWeights() || beginConv() || beginSet() || beginEpilogue() || moved;
    }
    if (ended === program.length) break;
    const flows: Flow[] = [];
    for (const unit of ['load', 'store', 'map'] as const) {
      const [first] = moving[unit];
      if (first && first.from <= now) flows.push(first);
    }
    const fills = weightsFlow();
    if (fills) flows.push(weights[0]!);
    share(flows, memory.bytesPerCycle);
    let soon = Infinity;
    for (const { at: time } of timers) soon = Math.min(soon, time);
    for (const flow of flows) soon = Math.min(soon, now + flow.left / flow.rate);
    for (const unit of ['load', 'store', 'map'] as const) {
      const [first] = moving[unit];
      if (first && first.from > now) soon = Math.min(soon, first.from);
    }
    if (weights[0] && weights[0].from > now) soon = Math.min(soon, weights[0].from);
    if (fills) {
      soon = Math.min(soon, now + (weightRows - level()) / rowRate());
      const missing = conv && !conv.running ? rowsNeeded() - level() : 0;
      if (missing > tolerance) soon = Math.min(soon, now + missing / rowRate());
    }
    if (next < program.length && issueAt > now) soon = Math.min(soon, issueAt);
    if (soon === Infinity) throw new Error('the program stands still');
    const passed = soon - now;
    for (const flow of flows) flow.left = Math.max(0, flow.left - passed * flow.rate);
    now = soon;
  }
  return { cycles: now, spans, busy };
}

/** Parts of a row of weights that rounding may lose. */
const tolerance = 1e-3;

const noPadding = { padTop: 0, padBottom: 0, padLeft: 0, padRight: 0 };

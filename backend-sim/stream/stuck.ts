import type { Lane, Machine, TransferResult } from '../machine.js';

/** The least number of cycles after which each lane has done all that it will do. */
export function lastProgress(
  machine: Machine,
  start: Uint8Array,
  inputs: readonly Lane[],
  outputs: readonly Lane[],
  result: TransferResult,
): readonly number[] {
  // What is collected again goes nowhere.
  const sinks = outputs.map(lane => ({ ...lane, data: new Uint8Array(lane.data.length) }));
  const known = new Map<number, readonly number[]>([[result.cycles, result.done]]);
  const doneAfter = (cycles: number): readonly number[] => {
    const before = known.get(cycles);
    if (before) return before;
    machine.restore(start);
    const { done } = machine.transfer(inputs, sinks, cycles);
    known.set(cycles, done);
    return done;
  };
  const now = machine.snapshot();
  const cycles = result.done.map((done, lane) => {
    if (done === 0) return 0;
    let low = 1;
    let high = 16;
    while (high < result.cycles && doneAfter(high)[lane] !== done) {
      low = high + 1;
      high *= 2;
    }
    high = Math.min(high, result.cycles);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (doneAfter(middle)[lane] === done) high = middle;
      else low = middle + 1;
    }
    return low;
  });
  machine.restore(now);
  machine.events();
  return cycles;
}

/** What is known about one stream of a run that did not end. */
export interface Waiting {
  readonly stream: string;
  readonly dir: 'in' | 'out';
  readonly done: number;
  readonly count: number;
  /** Cycle of its clock from which on it waits, and the present one. */
  readonly since: number;
  readonly now: number;
}

/** The message for a run that did not end in time; `unread` are output streams that nobody asked for. */
export function stuckMessage(lanes: readonly Waiting[], cycles: number, unread: readonly string[]): string {
  const open = lanes.filter(({ done, count }) => done < count);
  const closed = lanes.filter(({ done, count }) => done >= count);
  const moving = open.some(({ since, now }) => now - since < cycles / 8);
  const lines = [...open, ...closed].map(({ stream, dir, done, count, since }) => {
    const verb = dir === 'in' ? 'sent' : 'received';
    const waits = dir === 'in' ? 'valid=1 ready=0' : 'valid=0 ready=1';
    const state = done >= count ? '' : `, ${waits} since cycle ${since}`;
    return `  ${stream}: ${done} of ${count} ${verb}${state}`;
  });
  lines.push(...unread.map(stream => `  ${stream}: not in { expect }, so never ready`));
  const help = moving
    ? '  help: the streams still move; raise { timeout } if that is as it should be'
    : '  help: nothing moves any more; sim.waves() shows the last cycles';
  return [`the run did not end within ${cycles} cycles`, ...lines, help].join('\n');
}

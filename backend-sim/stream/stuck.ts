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

/** What is known about one stream of the top when something did not end in time. */
export interface Waiting {
  readonly stream: string;
  readonly dir: 'in' | 'out';
  readonly done: number;
  /** Transfers that were asked for. */
  readonly count?: number;
  readonly valid: number;
  readonly ready: number;
  /** Cycle of its clock from which on it waits, and the present one. */
  readonly since: number;
  readonly now: number;
}

/** The message for a run that did not end in time; `unread` are output streams that nobody asked for. */
export function stuckMessage(lanes: readonly Waiting[], cycles: number, unread: readonly string[]): string {
  const open = lanes.filter(lane => !isComplete(lane));
  return [
    `the run did not end within ${cycles} cycles`,
    ...[...open, ...lanes.filter(isComplete)].map(lineOf),
    ...unread.map(stream => `  ${stream}: not in { expect }, so never ready`),
    helpFor(open, cycles),
  ].join('\n');
}

/** The message for a wait of a bench that took too long: what it waited for, and where every stream stands. */
export const waitMessage = (what: string, cycles: number, lanes: readonly Waiting[]): string =>
  [
    `${what} within ${cycles} cycles`,
    ...lanes.map(lane => `${lineOf(lane)}: ${reason(lane)}`),
    ...(lanes.length > 0 ? [helpFor(lanes, cycles)] : []),
  ].join('\n');

const isComplete = ({ done, count = Infinity }: Waiting): boolean => done >= count;

function lineOf(lane: Waiting): string {
  const { stream, dir, done, count, valid, ready, since } = lane;
  const state = isComplete(lane) ? '' : `, valid=${valid} ready=${ready} since cycle ${since}`;
  return `  ${stream}: ${done}${count === undefined ? '' : ` of ${count}`} ${dir === 'in' ? 'sent' : 'received'}${state}`;
}

/** Who waits for whom at a stream between the bench and the design. */
function reason({ dir, valid, ready }: Waiting): string {
  if (valid && ready) return 'a transfer comes at the next edge';
  if (dir === 'in') return valid ? 'the design does not take it' : 'the bench sends nothing';
  if (valid) return 'the bench does not receive it';
  return ready ? 'the design offers nothing' : 'the design offers nothing, and the bench does not receive';
}

function helpFor(lanes: readonly Waiting[], cycles: number): string {
  return lanes.some(({ since, now }) => now - since < cycles / 8)
    ? '  help: the streams still move; raise { timeout } if that is as it should be'
    : '  help: nothing moves any more; sim.waves() shows the last cycles';
}

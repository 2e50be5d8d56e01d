import type { Event, Report } from '../machine.js';
import type { Code } from '../wasm/index.js';
import type { Layout } from './layout.js';
import type { Low } from './low.js';
import type { EventSink } from './sink.js';
import { limbWidths } from './word.js';

/**
 * The buffer into which running code writes what the design says:
 * ```
 * | next | stop | cycle | . | record | record | ...        (records from `first` up to `next`)
 * record: | report: 4 | cycle: 4 | one limb of an argument: 8 | ...
 * ```
 * `cycle` counts from the start of the call. A run stops before a cycle in which the buffer could overflow,
 * and after one in which an assert fired.
 */
export interface EventBuffer {
  readonly next: number;
  readonly stop: number;
  readonly cycle: number;
  readonly first: number;
  /** A cycle may begin while `next` is at most this. */
  readonly last: number;
}

const records = 1 << 16;

/** Room for the events of a design whose reports are these. */
export function eventBuffer(layout: Layout, reports: readonly Report[]): EventBuffer {
  const perCycle = reports.reduce((bytes, { args }) => bytes + recordBytes(args), 0);
  const next = layout.allocate(16 + records + perCycle);
  return { next, stop: next + 4, cycle: next + 8, first: next + 16, last: next + 16 + records };
}

const limbsOf = (args: Report['args']): number =>
  args.reduce((limbs, { width, lanes }) => limbs + lanes * Math.ceil(width / 64), 0);

const recordBytes = (args: Report['args']): number => 8 + 8 * limbsOf(args);

/** Appends one record; an assert also stops the run after this cycle. */
export function emitEvent(
  code: Code,
  buffer: EventBuffer,
  { report, args }: EventSink,
  stops: boolean,
  push: (low: Low) => void,
): void {
  const at = code.local('i32');
  code.i32(0).access('i32.load', buffer.next).set(at);
  code.get(at).i32(report).access('i32.store', 0);
  code.get(at).i32(0).access('i32.load', buffer.cycle).access('i32.store', 4);
  args.forEach((low, i) => {
    code.get(at);
    push(low);
    code.access('i64.store', 8 + 8 * i);
  });
  code
    .i32(0)
    .get(at)
    .i32(8 + 8 * args.length)
    .op('i32.add')
    .access('i32.store', buffer.next);
  if (stops) code.i32(0).i32(1).access('i32.store', buffer.stop);
}

/** Takes the records out of the buffer: in order of cycles, within one in order of the reports. */
export function takeEvents(
  view: DataView,
  buffer: EventBuffer,
  reports: readonly (Report & { readonly domain: number })[],
  /** Edges of each domain before the call. */
  edges: readonly number[],
): Event[] {
  const found: (Event & { readonly order: number })[] = [];
  const end = view.getUint32(buffer.next, true);
  for (let at = buffer.first; at < end; ) {
    const report = view.getUint32(at, true);
    const order = view.getUint32(at + 4, true);
    const { args, domain } = reports[report]!;
    let from = at + 8;
    const values = args.map(({ width, lanes }) =>
      Array.from({ length: lanes }, () =>
        limbWidths(width).reduce((value, _, limb) => {
          const bits = view.getBigUint64(from, true);
          from += 8;
          return value | (bits << BigInt(64 * limb));
        }, 0n),
      ),
    );
    found.push({ report, cycle: edges[domain]! + order, args: values, order });
    at = from;
  }
  resetEvents(view, buffer);
  found.sort((a, b) => a.order - b.order || a.report - b.report);
  return found.map(({ report, cycle, args }) => ({ report, cycle, args }));
}

/** Empties the buffer. */
export function resetEvents(view: DataView, buffer: EventBuffer): void {
  view.setUint32(buffer.next, buffer.first, true);
  view.setUint32(buffer.stop, 0, true);
}

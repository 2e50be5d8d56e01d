import {
  type Bool,
  type BoolType,
  type BundleType,
  bool,
  reg,
  type Stream,
  streamWire,
  type Type,
  when,
} from '../../dsl/index.js';
import { runType } from './runs.js';

/** A row of a box that has been checked. */
export type Checked<T> = BundleType<{
  /** What is done on the chip, and whether it is. */
  ticket: T;
  tells: BoolType;
  /** What the bus is asked for, and whether it is. */
  run: typeof runType;
  asks: BoolType;
  /** Of its box. */
  last: BoolType;
  /** It ends its box: the rows behind it are dropped. */
  bad: BoolType;
}>;

/**
 * Gives each row to the bus and to the chip, both at once, and drops those behind a bad one. `stop` tells the walker
 * (`rowsOf`) to end the box that has failed: it is 1 only while that is the walker's.
 */
export function granted<T extends Type>(ticket: T, checked: Stream<Checked<T>>, stop: Bool) {
  const { sink: run, stream: runs } = streamWire(runType);
  const { sink: tell, stream: tickets } = streamWire(ticket as Type);
  const failed = reg(bool, { init: false });
  const row = (checked as Stream as Stream<Checked<BoolType>>).payload;
  const goes = checked.valid.and(failed.not());
  run.payload.set(row.run);
  (tell.payload as { set(value: unknown): void }).set(row.ticket);
  run.valid.set(goes.and(row.asks, tell.ready.or(row.tells.not())));
  tell.valid.set(goes.and(row.tells, run.ready.or(row.asks.not())));
  const free = tell.ready.or(row.tells.not()).and(run.ready.or(row.asks.not()));
  checked.ready.set(failed.or(free));
  when(checked.fire, () => failed.set(failed.or(row.bad).and(row.last.not())));
  stop.set(failed.and(checked.valid.and(row.last).not()));
  return { runs, tickets: tickets as unknown as Stream<T> };
}

import { plus, type Step } from './facts.js';

/** A point that a stream has come through, where others may have parted from it. */
export interface Mark {
  /** The fork, or the stream that enters the module; told apart by identity. */
  readonly origin: object;
  /** Cycles from there to here when nothing stalls; absent: it depends on the data. */
  readonly latency: number | undefined;
  /** Elements that may wait in fifos which the user placed in between; absent: there is no such fifo. */
  readonly waits?: number | undefined;
}

/** All such points, the nearest first. */
export type Trail = readonly Mark[];

/** The trail behind one more combinator. */
export const extend = (trail: Trail, { latency, waits }: Pick<Step, 'latency' | 'waits'>): Trail =>
  trail.map(mark => ({
    ...mark,
    latency: plus(mark.latency, latency),
    waits: waits === undefined ? mark.waits : (mark.waits ?? 0) + waits,
  }));

/** The trail of a join: points that are known to all branches or to one, with the longest way from each. */
export function merge(trails: readonly Trail[]): Trail {
  const marks = new Map<object, Mark>();
  for (const mark of trails.flat()) {
    const other = marks.get(mark.origin);
    const longer = !other || (other.latency !== undefined && (mark.latency ?? Infinity) > other.latency);
    if (longer) marks.set(mark.origin, mark);
  }
  return [...marks.values()];
}

/** The nearest point that both have come through, as each sees it. */
export function meeting(a: Trail, b: Trail): readonly [Mark, Mark] | undefined {
  for (const mark of a) {
    const other = b.find(({ origin }) => origin === mark.origin);
    if (other) return [mark, other];
  }
  return undefined;
}

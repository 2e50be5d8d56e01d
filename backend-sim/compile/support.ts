import type { Layout } from './layout.js';
import type { Low } from './low.js';
import { costOf } from './place.js';
import { readKeys, writeKey } from './schedule.js';
import type { Task } from './sink.js';
import { partsOf, visit } from './values-of.js';

/** What one task reads and writes, as keys of the layout. */
export interface Support {
  /** State that its conditions follow from; without conditions all that it reads. */
  readonly control: readonly number[];
  /** State that only the values follow from that it stores under its conditions. */
  readonly payload: readonly number[];
  readonly writes: readonly number[];
  /** Its outermost condition. */
  readonly cond?: Low;
  /** Operations, a value that several need counted by its share. */
  readonly weight: number;
}

/**
 * The supports of tasks; undefined when finding them takes more than `limit` visits of values. What `borders` has a key
 * for counts as state of its own.
 */
export function supportsOf(
  layout: Layout,
  tasks: readonly Task[],
  limit: number,
  borders: ReadonlyMap<Low, number> = new Map(),
): Support[] | undefined {
  const weights = weightsOf(tasks);
  let visits = 0;
  const keysOf = (roots: readonly Low[], seen: Set<Low>): number[] => {
    const keys = new Set<number>();
    visit(roots, low => {
      if (seen.has(low)) return false;
      seen.add(low);
      visits++;
      const border = borders.get(low);
      for (const key of border === undefined ? readKeys(layout, low) : [border]) keys.add(key);
      return border === undefined;
    });
    return [...keys];
  };
  const found: Support[] = [];
  for (const task of tasks) {
    const { conds, sinks, values } = partsOf(task);
    const seen = new Set<Low>();
    const first = keysOf(task.kind === 'if' ? conds : values, seen);
    // What conditions and values share is control: only what the values alone need is payload.
    const payload = task.kind === 'if' ? keysOf(values, seen) : [];
    if (visits > limit) return undefined;
    found.push({
      control: first,
      payload: payload.filter(key => !first.includes(key)),
      writes: [...new Set(sinks.flatMap(sink => writeKey(layout, sink) ?? []))],
      ...(task.kind === 'if' && { cond: task.cond }),
      weight: [...new Set([...conds, ...values])].reduce((sum, low) => sum + weights(low), sinks.length + conds.length),
    });
  }
  return found;
}

/** Operations behind a value, each divided among all that need it. */
function weightsOf(tasks: readonly Task[]): (low: Low) => number {
  const uses = new Map<Low, number>();
  const order: Low[] = [];
  const use = (root: Low): void => {
    const stack = [root];
    for (let low = stack.pop(); low; low = stack.pop()) {
      const before = uses.get(low) ?? 0;
      uses.set(low, before + 1);
      if (before > 0) continue;
      order.push(low);
      stack.push(...low.args);
    }
  };
  for (const task of tasks) {
    const { conds, values } = partsOf(task);
    for (const low of new Set([...conds, ...values])) use(low);
  }
  const shares = new Map<Low, number>();
  // Arguments have smaller ids.
  for (const low of order.sort((a, b) => a.id - b.id)) {
    const own = low.args.reduce((sum, arg) => sum + shares.get(arg)!, costOf(low));
    shares.set(low, own / uses.get(low)!);
  }
  return low => shares.get(low)!;
}

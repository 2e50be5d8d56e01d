import type { Node, NodeId } from '../../ir/index.js';
import { delayOf, isWiring } from './delays.js';

/** The stage in which each operator of some logic works; wiring and what comes from outside are in none. */
export type Schedule = ReadonlyMap<NodeId, number>;

/**
 * Spreads logic over stages so that the slowest of them is as fast as it can be: the shortest period for which every
 * operator, put as early as it fits, lies within the stages. `logic` in dependency order.
 */
export function schedule(nodes: readonly Node[], logic: readonly Node[], stages: number): Schedule {
  const delays = logic.map(node =>
    delayOf(
      node,
      node.args.map(arg => nodes[arg]!.width),
    ),
  );
  let low = Math.max(0, ...delays);
  let high = delays.reduce((sum, delay) => sum + delay, 0) || 1;
  let best = place(logic, delays, high);
  for (let i = 0; i < 24 && low < high; i++) {
    const period = (low + high) / 2;
    const placed = place(logic, delays, period);
    if (placed.stages <= stages) {
      best = placed;
      high = period;
    } else low = period;
  }
  return best.stageOf;
}

/** Every operator as early as it fits in stages of one period. */
function place(logic: readonly Node[], delays: readonly number[], period: number) {
  const stageOf = new Map<NodeId, number>();
  const ready = new Map<NodeId, { readonly stage: number; readonly time: number }>();
  let last = 0;
  logic.forEach((node, i) => {
    const args = node.args.map(arg => ready.get(arg) ?? { stage: 0, time: 0 });
    const stage = Math.max(0, ...args.map(arg => arg.stage));
    const start = Math.max(0, ...args.map(arg => (arg.stage === stage ? arg.time : 0)));
    const end = start + delays[i]!;
    // Rounding must not push out an operator that just fits.
    const fits = start === 0 || end <= period + 1e-6;
    const at = fits ? { stage, time: end } : { stage: stage + 1, time: delays[i]! };
    ready.set(node.id, at);
    if (!isWiring(node)) stageOf.set(node.id, at.stage);
    last = Math.max(last, at.stage);
  });
  return { stageOf, stages: last + 1 };
}

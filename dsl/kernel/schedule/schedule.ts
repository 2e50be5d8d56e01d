import { constraintsOf } from './constraints.js';
import { type Arc, fits, type Graph, type Resource } from './graph.js';
import { minimise } from './minimise.js';
import { shareOut } from './ports.js';

/** The cycle in which each task starts. */
export interface Schedule {
  readonly cycles: readonly number[];
  /** The same when each starts as early as it can. */
  readonly earliest: readonly number[];
}

/** Why there is none: a task that takes longer than a period, too few ports, or tasks that wait for each other in a circle. */
export type Obstacle =
  | { readonly kind: 'slow'; readonly task: number }
  | { readonly kind: 'ports'; readonly resource: Resource }
  | { readonly kind: 'circle'; readonly arcs: readonly Arc[] };

/**
 * Cycles for all tasks, with as few register bits between them as these constraints allow: exactly so when an iteration
 * starts in every cycle; when it starts every `ii` cycles, with the shortest lives of all bits together.
 */
export function schedule(graph: Graph, period: number, ii = 1): Schedule | Obstacle {
  const task = graph.tasks.findIndex(({ delay, out }) => !fits(Math.max(delay, out), period));
  if (task >= 0) return { kind: 'slow', task };
  const { tasks } = graph;
  const origin = tasks.length;
  const arcs = constraintsOf(graph, period, ii);
  const first = shareOut(graph, arcs, ii);
  if ('circle' in first) return { kind: 'circle', arcs: first.circle };
  if ('resource' in first) return { kind: 'ports', resource: first.resource };
  const into = [...first.into];
  const cost: number[] = new Array(origin + 1).fill(0);
  for (const [task, uses] of lastUses(graph, ii)) {
    // One more node for the last cycle in which a result is needed: behind its users, and first of all behind the task.
    const end = cost.push(tasks[task]!.bits) - 1;
    cost[task]! -= tasks[task]!.bits;
    for (const { from, weight } of uses) arcs.push({ from, to: end, weight });
    into.push(arcs[arcs.length - uses.length]);
  }
  const best = minimise(arcs, cost, into, origin);
  const relative = (potentials: readonly number[]) => tasks.map((_, i) => potentials[i]! - potentials[origin]!);
  return { cycles: relative(best), earliest: relative(first.potentials) };
}

/** By task, for each use of its result: from the user, how many cycles later it is used. */
function lastUses(graph: Graph, ii: number): Map<number, { readonly from: number; readonly weight: number }[]> {
  const uses = new Map<number, { from: number; weight: number }[]>();
  for (const { from, to, distance, carries } of graph.edges) {
    if (!carries || graph.tasks[from]!.bits === 0) continue;
    let list = uses.get(from);
    if (!list) {
      list = [{ from, weight: graph.tasks[from]!.latency }];
      uses.set(from, list);
    }
    if (distance === 0) list.push({ from: to, weight: 0 });
    else if (Number.isFinite(ii)) list.push({ from: to, weight: distance * ii });
  }
  return uses;
}

/** Bits in registers behind each cycle, the first of them behind cycle 0; a value that lives longer than `ii` has several. */
export function registerBits(graph: Graph, cycles: readonly number[], ii = 1): number[] {
  const bits: number[] = [];
  for (const [task, uses] of lastUses(graph, ii)) {
    const ready = cycles[task]! + graph.tasks[task]!.latency;
    const end = uses.reduce((most, { from, weight }) => Math.max(most, cycles[from]! + weight), ready);
    for (let at = ready; at < end; at += ii) bits[at] = (bits[at] ?? 0) + graph.tasks[task]!.bits;
  }
  return Array.from(bits, value => value ?? 0);
}

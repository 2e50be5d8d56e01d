import type { Arc, Graph, Resource } from './graph.js';
import { type Longest, longest } from './longest.js';
import { Queue } from './queue.js';

/** As `longest`, with the resources of the graph shared out; or the resource that has too few ports for the interval. */
export type Shared = Longest | { readonly resource: Resource };

/**
 * Puts off tasks that meet at a resource, the later one in order of dependence, until none meet; then they stay where they
 * are. Greedy, which is enough for the few ports of a memory: an interval that it misses is found to be one longer.
 */
export function shareOut(graph: Graph, arcs: Arc[], ii: number): Shared {
  const origin = graph.tasks.length;
  const alone = longest(origin + 1, arcs, origin);
  if ('circle' in alone || graph.resources.length === 0) return alone;
  const cycles = [...alone.potentials];
  const least = new Map<number, number>();
  const found = (): Longest => {
    for (const [to, weight] of least) arcs.push({ from: origin, to, weight });
    return longest(origin + 1, arcs, origin);
  };
  const out: Arc[][] = cycles.map(() => []);
  for (const arc of arcs) out[arc.from]!.push(arc);
  // Tasks that wait for each other may meet again wherever they are put: when each had all places, another has none.
  const places = graph.resources.reduce((sum, { tasks }) => sum + tasks.length, 0) * ii;
  const limit = cycles.reduce((most, at) => Math.max(most, at)) + places;
  for (let clash = firstClash(graph, cycles, ii); clash; clash = firstClash(graph, cycles, ii)) {
    const start = cycles[clash.task]! + 1;
    if (clash.resource.tasks.length > clash.resource.ports * ii || start > limit) return clash;
    least.set(clash.task, start);
    if (!putOff(cycles, out, clash.task, origin)) return found();
  }
  for (const { tasks } of graph.resources)
    for (const task of tasks) arcs.push({ from: task, to: origin, weight: -cycles[task]! });
  return found();
}

/** Moves a task by one cycle, and what waits for it; false when something must not start that late. */
function putOff(cycles: number[], out: readonly (readonly Arc[])[], task: number, origin: number): boolean {
  const moved = new Queue();
  cycles[task]!++;
  moved.push(task);
  for (let at = moved.pop(); at !== undefined; at = moved.pop())
    for (const { to, weight } of out[at]!) {
      if (cycles[at]! + weight <= cycles[to]!) continue;
      if (to === origin) return false;
      cycles[to] = cycles[at]! + weight;
      moved.push(to);
    }
  return true;
}

function firstClash(graph: Graph, cycles: readonly number[], ii: number) {
  for (const resource of graph.resources) {
    const used = new Map<number, number>();
    for (const task of [...resource.tasks].sort((a, b) => cycles[a]! - cycles[b]! || a - b)) {
      const slot = Number.isFinite(ii) ? cycles[task]! % ii : cycles[task]!;
      const count = (used.get(slot) ?? 0) + 1;
      if (count > resource.ports) return { resource, task };
      used.set(slot, count);
    }
  }
  return undefined;
}

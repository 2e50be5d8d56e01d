import type { Arc, Graph, Resource } from './graph.js';
import { type Longest, longest } from './longest.js';

/** As `longest`, with the resources of the graph shared out; or the resource that has too few ports for the interval. */
export type Shared = Longest | { readonly resource: Resource };

/**
 * Puts off tasks that meet at a resource, the later one in order of dependence, until none meet; then they stay where they
 * are. Greedy, which is enough for the few ports of a memory: an interval that it misses is found to be one longer.
 */
export function shareOut(graph: Graph, arcs: Arc[], ii: number): Shared {
  const origin = graph.tasks.length;
  const least = new Map<number, number>();
  // Tasks that wait for each other may meet again wherever they are put: when each had all places, another has none.
  const places = graph.resources.reduce((sum, { tasks }) => sum + tasks.length, 0) * ii;
  let limit = Number.POSITIVE_INFINITY;
  for (;;) {
    const held = [...least].map(([to, weight]): Arc => ({ from: origin, to, weight }));
    const found = longest(origin + 1, [...arcs, ...held], origin);
    if ('circle' in found) return found;
    const clash = firstClash(graph, found.potentials, ii);
    if (!clash) {
      arcs.push(...held);
      for (const { tasks } of graph.resources)
        for (const task of tasks) {
          const at = found.potentials[task]!;
          arcs.push({ from: origin, to: task, weight: at }, { from: task, to: origin, weight: -at });
        }
      return found;
    }
    const start = found.potentials[clash.task]! + 1;
    if (limit === Number.POSITIVE_INFINITY) limit = found.potentials.reduce((most, at) => Math.max(most, at)) + places;
    if (clash.resource.tasks.length > clash.resource.ports * ii || start > limit) return clash;
    least.set(clash.task, start);
  }
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

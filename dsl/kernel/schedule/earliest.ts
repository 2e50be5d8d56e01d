import { edgesBy, fits, type Graph } from './graph.js';

/** Every task as early as it can start, by dependence and delay alone: no distances, no cycles to keep to. */
export interface Earliest {
  readonly cycles: readonly number[];
  /** Nanoseconds after the start of its cycle at which a result is there. */
  readonly times: readonly number[];
  /** The first cycle in which every result is there. */
  readonly last: number;
}

/** As soon as possible, for one period. A task that takes longer than that begins a cycle, and is counted as fitting. */
export function earliest(graph: Graph, period: number): Earliest {
  const into = edgesBy(graph, 'to');
  const cycles: number[] = [];
  const times: number[] = [];
  let last = 0;
  graph.tasks.forEach(({ delay, from = 0 }, i) => {
    let cycle = from;
    for (const edge of into[i]!)
      if (edge.distance === 0) cycle = Math.max(cycle, cycles[edge.from]! + graph.tasks[edge.from]!.latency + edge.gap);
    let start = 0;
    for (const edge of into[i]!) {
      const end = cycles[edge.from]! + graph.tasks[edge.from]!.latency;
      if (edge.distance === 0 && edge.gap === 0 && edge.carries && end === cycle)
        start = Math.max(start, times[edge.from]!);
    }
    if (start > 0 && !fits(start + delay, period)) {
      cycle++;
      start = 0;
    }
    const { latency, out } = graph.tasks[i]!;
    cycles.push(cycle);
    times.push(latency > 0 ? out : start + delay);
    last = Math.max(last, cycle + latency);
  });
  return { cycles, times, last };
}

/**
 * The shortest period for which everything ends within so many cycles; `graph` for a period, since what has registers
 * inside, and how many, depends on it.
 */
export function shortestPeriod(graph: (period: number) => Graph, cycles: number): number {
  const works = (period: number): boolean => {
    const { tasks, edges, resources } = graph(period);
    if (tasks.some(({ delay, out }) => !fits(Math.max(delay, out), period))) return false;
    return earliest({ tasks, edges, resources }, period).last <= cycles;
  };
  let low = 0;
  let high = graph(Number.POSITIVE_INFINITY).tasks.reduce((sum, { delay, out }) => sum + delay + out, 0) || 1;
  for (let i = 0; i < 24 && high - low > 1e-3 * high; i++) {
    const middle = (low + high) / 2;
    if (works(middle)) high = middle;
    else low = middle;
  }
  return high;
}

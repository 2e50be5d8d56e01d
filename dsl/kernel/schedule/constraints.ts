import { type Arc, type Edge, edgesBy, fits, type Graph } from './graph.js';
import { Queue } from './queue.js';

/**
 * All that the cycles of tasks have to keep to, as differences: dependences, and for every pair of tasks between which
 * the logic takes longer than a period, a register (J. Cong, Z. Zhang: An efficient and versatile scheduling algorithm
 * based on SDC formulation, DAC 2006). Only pairs that no shorter pair implies: their number grows with the tasks, not
 * with their square. Node `tasks.length` is the origin, cycle 0. `ii` cycles lie between the starts of two iterations;
 * without end when one begins after the other.
 */
export function constraintsOf(graph: Graph, period: number, ii: number): Arc[] {
  const { tasks, edges } = graph;
  const origin = tasks.length;
  const arcs: Arc[] = [];
  for (const { from, to, gap, distance } of edges) {
    const weight = tasks[from]!.latency + gap;
    if (distance === 0) arcs.push({ from, to, weight });
    else if (Number.isFinite(ii)) arcs.push({ from, to, weight: weight - distance * ii, distance });
  }
  tasks.forEach(({ from = 0, to }, i) => {
    arcs.push({ from: origin, to: i, weight: from });
    if (to !== undefined) arcs.push({ from: i, to: origin, weight: -to });
  });
  return Number.isFinite(period) ? arcs.concat(registersBetween(graph, period)) : arcs;
}

function registersBetween(graph: Graph, period: number): Arc[] {
  const { tasks } = graph;
  const out = edgesBy(graph, 'from').map(edges => edges.filter(isChained));
  const arcs: Arc[] = [];
  const time = new Float64Array(tasks.length).fill(-1);
  for (let from = 0; from < tasks.length; from++) {
    const { latency, delay, out: after } = tasks[from]!;
    const own = latency > 0 ? after : delay;
    const reached = new Queue();
    time[from] = own;
    reached.push(from);
    // In order of dependence, so that the longest way to a task is known when it is passed.
    for (let at = reached.pop(); at !== undefined; at = reached.pop()) {
      const until = time[at]!;
      time[at] = -1;
      const through = at === from || tasks[at]!.latency === 0;
      if (at !== from && !fits(until, period)) {
        if (fits(until - own, period)) arcs.push({ from, to: at, weight: latency + 1 });
        continue;
      }
      if (!through) continue;
      for (const { to } of out[at]!) {
        if (time[to]! < 0) reached.push(to);
        time[to] = Math.max(time[to]!, until + tasks[to]!.delay);
      }
    }
  }
  return arcs;
}

const isChained = ({ gap, distance, carries }: Edge): boolean => gap === 0 && distance === 0 && carries;

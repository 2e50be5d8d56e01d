import { edgesBy, type Graph } from '../schedule/graph.js';

/** When a task is done within its cycle, and how much later it could be. */
export interface TaskTime {
  /** Nanoseconds after the start of its cycle. */
  readonly from: number;
  readonly to: number;
  /** Nanoseconds to spare on the longest way through it, of those that the logic of a cycle has. */
  readonly slack: number;
}

/** Times within cycles, of tasks that have been given cycles. */
export function timesOf(graph: Graph, cycles: readonly number[], period: number): TaskTime[] {
  const { tasks } = graph;
  const into = edgesBy(graph, 'to');
  const out = edgesBy(graph, 'from');
  const starts: number[] = [];
  const ends: number[] = [];
  // Edges whose both ends are in one cycle.
  const chained = (from: number, to: number, gap: number, distance: number, carries: boolean): boolean =>
    carries && gap === 0 && distance === 0 && cycles[to] === cycles[from]! + tasks[from]!.latency;
  const after = (task: number): number => (tasks[task]!.latency > 0 ? tasks[task]!.out : ends[task]!);
  tasks.forEach(({ delay }, task) => {
    let start = 0;
    for (const { from, gap, distance, carries } of into[task]!)
      if (chained(from, task, gap, distance, carries)) start = Math.max(start, after(from));
    starts.push(start);
    ends.push(start + delay);
  });
  const limit = Number.isFinite(period) ? period : ends.reduce((most, end) => Math.max(most, end), 0);
  const latest: number[] = new Array(tasks.length).fill(limit);
  for (let task = tasks.length - 1; task >= 0; task--) {
    if (tasks[task]!.latency > 0) continue;
    for (const { to, gap, distance, carries } of out[task]!)
      if (chained(task, to, gap, distance, carries))
        latest[task] = Math.min(latest[task]!, latest[to]! - tasks[to]!.delay);
  }
  return tasks.map((_, task) => ({ from: starts[task]!, to: ends[task]!, slack: latest[task]! - ends[task]! }));
}

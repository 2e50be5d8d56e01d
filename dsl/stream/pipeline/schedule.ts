import type { Node, NodeId } from '../../ir/index.js';
import { targetOf } from '../../kernel/schedule/asked.js';
import { shortestPeriod } from '../../kernel/schedule/earliest.js';
import { type Edge, fits, type Graph, type Task } from '../../kernel/schedule/graph.js';
import { schedule as solve } from '../../kernel/schedule/schedule.js';
import { type TargetName, targets } from '../../kernel/schedule/target.js';
import { fail } from '../../scope/report.js';
import { timeOf } from './delays.js';

/** Over how many stages logic is spread: so many, or as many as a period in nanoseconds takes. */
export interface Timing {
  readonly stages?: number | undefined;
  readonly period?: number | undefined;
  readonly target?: TargetName | undefined;
}

/** The stages of some logic. */
export interface Schedule {
  readonly stages: number;
  /** In which stage an operator starts; values from outside are not among them. */
  readonly start: ReadonlyMap<NodeId, number>;
  /** Stages from there to its result, of a product with registers inside. */
  readonly latency: ReadonlyMap<NodeId, number>;
}

/**
 * Spreads logic over stages with as few register bits as there can be: for the shortest period that so many stages allow,
 * or for the period that is asked for. `logic` in dependency order.
 */
export function schedule(
  nodes: readonly Node[],
  logic: readonly Node[],
  results: readonly NodeId[],
  timing: Timing,
): Schedule {
  const { stages, period } = timing;
  const target = targetOf(timing);
  const graph = (at: number) => graphOf(nodes, logic, results, at, timing);
  const logicPeriod = period === undefined ? shortestPeriod(at => graph(at).graph, stages!) : period - target.register;
  const { graph: tasks, taskOf } = graph(logicPeriod);
  const slow = tasks.tasks.findIndex(({ delay, out }) => !fits(Math.max(delay, out), logicPeriod));
  if (slow >= 0) {
    const node = logic.find(({ id }) => taskOf.get(id) === slow)!;
    const { delay, out } = tasks.tasks[slow]!;
    const takes = Math.max(delay, out);
    fail(
      'HW050',
      `${node.op.replace(/(?<=^(?:mul|lt|le|shr))[us]$/, '')} takes ${takes.toFixed(2)} ns on ${target.name}, and a period of ${period} ns leaves ${logicPeriod.toFixed(2)} ns for logic`,
      `a period of ${(takes + target.register).toFixed(2)} ns or more, or fewer bits`,
      [{ loc: node.loc, note: 'this operator has no register inside' }],
    );
  }
  const found = solve(tasks, logicPeriod);
  if ('kind' in found) {
    const needed = solve(
      graphOf(nodes, logic, results, logicPeriod, { target: target.name as TargetName }).graph,
      logicPeriod,
    );
    const count = 'kind' in needed ? 'more' : String(needed.cycles.at(-1));
    fail(
      'HW051',
      `${stages} stages for a period of ${period} ns: it takes ${count}`,
      `{ stages: ${count} }, or the period alone`,
    );
  }
  const start = new Map(logic.map(({ id }) => [id, found.cycles[taskOf.get(id)!]!] as const));
  const latency = new Map(logic.map(({ id }) => [id, tasks.tasks[taskOf.get(id)!]!.latency] as const));
  return { stages: found.cycles.at(-1)!, start, latency };
}

function graphOf(
  nodes: readonly Node[],
  logic: readonly Node[],
  results: readonly NodeId[],
  period: number,
  timing: Timing,
) {
  const { stages, target = 'xc7' } = timing;
  const taskOf = new Map<NodeId, number>();
  const tasks: Task[] = [];
  const edges: Edge[] = [];
  const add = (task: Partial<Task>) => tasks.push({ delay: 0, latency: 0, out: 0, bits: 0, ...task }) - 1;
  const use = (id: NodeId, to: number, gap = 0) => {
    const from = taskOf.get(id);
    if (from !== undefined) edges.push({ from, to, gap, distance: 0, carries: true });
  };
  // What comes from outside is there in stage 0.
  const inside = new Set(logic.map(({ id }) => id));
  for (const id of new Set([...logic.flatMap(({ args }) => args), ...results])) {
    const { op, width, lanes } = nodes[id]!;
    if (!inside.has(id) && op !== 'const') taskOf.set(id, add({ bits: width * lanes, to: 0 }));
  }
  for (const node of logic) {
    const widths = node.args.map(arg => nodes[arg]!.width);
    const known = node.args.map(arg => nodes[arg]!.op === 'const');
    const time = timeOf(node, widths, known, targets[target], period);
    taskOf.set(node.id, add({ ...time, bits: node.width * node.lanes }));
    for (const arg of new Set(node.args)) use(arg, taskOf.get(node.id)!);
  }
  const end = add(stages === undefined ? { from: 1 } : { from: stages, to: stages });
  for (const id of new Set(results)) use(id, end, 1);
  const graph: Graph = { tasks, edges, resources: [] };
  return { graph, taskOf };
}

import type { Stmt } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import type { PlacedReport } from '../reports.js';
import { type Edge, topOf, within } from './edge.js';
import type { Flat } from './flat.js';
import type { Layout } from './layout.js';
import type { Lowering } from './lower.js';
import { memoryTasks } from './memory-tasks.js';
import { mapTree, type Task } from './sink.js';
import { rowTasks, storeWord, wordTasks } from './state-tasks.js';
import { choose, keep, leaf, treeOf } from './tree.js';
import { constantWord, type Word } from './word.js';

/** All that happens at an edge, by scope: registers, memories, and what the design says. */
export function edgeTasks(
  flat: Flat,
  layout: Layout,
  lower: Lowering,
  reports: readonly PlacedReport[],
  edge: Edge,
): readonly Task[][] {
  const tasks = flat.scopes.map((scope, index) => [
    ...registerTasks(flat, layout, lower, scope, edge),
    ...memoryTasks(flat, layout, lower, scope, index, edge),
  ]);
  reports.forEach((report, number) => {
    tasks[report.scope]!.push(...reportTask(flat, lower, report, number, edge));
  });
  return tasks;
}

function registerTasks(_flat: Flat, layout: Layout, lower: Lowering, scope: Scope, edge: Edge): Task[] {
  const g = lower.graph;
  return scope.module.registers.flatMap(register => {
    const domain = topOf(scope, register.domain);
    if (!within(edge.mask, domain)) return [];
    const id = scope.base + register.node;
    const place = layout.state(id)!;
    const init = register.init;
    if (register.reset && init && scope.domains.get(register.domain)!.reset && within(edge.reset, domain)) {
      return init.map((value, lane) => leaf(storeWord(place, lane, constantWord(g, value, place.width))));
    }
    const next = lower.next(id);
    return 'rows' in next
      ? rowTasks(g, place, next.rows)
      : next.lanes.flatMap((tree, lane) => wordTasks(lower, place, lane, tree));
  });
}

function reportTask(flat: Flat, lower: Lowering, report: PlacedReport, number: number, edge: Edge): Task[] {
  const scope = flat.scopes[report.scope]!;
  const { stmt, domain } = report;
  const silent = scope.domains.get(stmt.domain)?.reset !== undefined && within(edge.reset, domain);
  if (!within(edge.mask, domain) || silent) return [];
  const value = (node: number): readonly Word[] => lower.value(report.scope, node);
  const tree = treeOf<Stmt>(
    { graph: lower.graph, word: node => value(node)[0]!, act: leaf },
    flat.drivers(report.scope).of.get(stmt) ?? [],
  );
  return [
    mapTree(tree, (): Task => {
      const args = stmt.kind === 'print' ? stmt.args.flatMap(arg => value(arg).flat()) : [];
      const said: Task = leaf([{ kind: 'event', report: number, args }]);
      if (stmt.kind === 'print') return said;
      const cond = value(stmt.cond)[0]![0]!;
      return stmt.check === 'cover' ? choose(cond, said, keep) : choose(cond, keep, said);
    }),
  ];
}

import type { Stmt } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import type { PlacedReport } from '../reports.js';
import { type Edge, topOf, within } from './edge.js';
import type { Flat, FlatId } from './flat.js';
import type { Layout } from './layout.js';
import type { Lowering } from './lower.js';
import { memoryTasks } from './memory-tasks.js';
import type { LaneUpdates, RegisterPacking } from './pack-registers.js';
import { mapTree, type Task } from './sink.js';
import { rowTasks, wordTasks } from './state-tasks.js';
import { choose, keep, leaf, type Tree, treeOf } from './tree.js';
import type { Vector } from './vector.js';
import { constantWord, type Word } from './word.js';

/** All that happens at an edge: registers, memories, and what the design says. */
export interface EdgeTasks {
  /** As few operations as there can be: scalar registers that are alike as rows. */
  readonly tasks: readonly Task[];
  /** By scope, each register by itself. */
  scopes(): readonly Task[][];
}

type Update = { readonly rows: Tree<Vector> } | { readonly lanes: LaneUpdates };

export function edgeTasks(
  flat: Flat,
  layout: Layout,
  lower: Lowering,
  reports: readonly PlacedReport[],
  edge: Edge,
  pack: RegisterPacking = () => ({ tasks: [], ids: new Set() }),
): EdgeTasks {
  const updates = flat.scopes.map(scope => updatesOf(layout, lower, scope, edge));
  const others = flat.scopes.map((scope, index) => memoryTasks(flat, layout, lower, scope, index, edge));
  reports.forEach((report, number) => {
    others[report.scope]!.push(...reportTask(flat, lower, report, number, edge));
  });
  const packed = pack(id => {
    const update = updates[flat.scopeOf(id)]!.get(id);
    return update && 'lanes' in update ? update.lanes : undefined;
  });
  const tasksOf = (id: FlatId, update: Update): Task[] => {
    const place = layout.state(id)!;
    return 'rows' in update
      ? rowTasks(lower.graph, place, update.rows)
      : update.lanes.flatMap((tree, lane) => wordTasks(lower, place, lane, tree));
  };
  const scopes = (without: ReadonlySet<FlatId>): Task[][] =>
    updates.map((own, scope) => [
      ...[...own].flatMap(([id, update]) => (without.has(id) ? [] : tasksOf(id, update))),
      ...others[scope]!,
    ]);
  return { tasks: [...packed.tasks, ...scopes(packed.ids).flat()], scopes: () => scopes(new Set()) };
}

/** What the registers of an instance become. */
function updatesOf(layout: Layout, lower: Lowering, scope: Scope, edge: Edge): Map<FlatId, Update> {
  const found = new Map<FlatId, Update>();
  for (const { node, domain, init, reset } of scope.module.registers) {
    const top = topOf(scope, domain);
    if (!within(edge.mask, top)) continue;
    const id = scope.base + node;
    if (reset && init && scope.domains.get(domain)!.reset && within(edge.reset, top)) {
      const { width } = layout.state(id)!;
      found.set(id, { lanes: init.map(value => leaf(constantWord(lower.graph, value, width))) });
    } else {
      found.set(id, lower.next(id));
    }
  }
  return found;
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

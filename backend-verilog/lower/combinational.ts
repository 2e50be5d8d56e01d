import type { NodeId, SetStmt } from '../../dsl/ir/index.js';
import { literal, ref } from '../rtl/expr.js';
import type { Item, Statement } from '../rtl/item.js';
import { renameReads, walkExpr, walkStatement } from '../rtl/walk.js';
import { type Driver, guardNodes } from './drivers.js';
import { placeExpr, placeOf } from './lane.js';
import { loopOver } from './loops.js';
import { ranksOf } from './ranks.js';
import { root } from './root.js';
import { highest, netName, nodeOf, type Placed, type Scope } from './scope.js';
import { alwaysAssigned, lowerSet, lowerStatements, targetOf, zero } from './statements.js';
import { groupBy } from './union.js';
import { value } from './value.js';

export interface Combinational {
  readonly placed: readonly Placed[];
  /** Targets that are assigned in `always @*`, which Verilog calls `reg`. */
  readonly procedural: ReadonlySet<NodeId>;
}

/** Wires and outputs: continuous assignments where one statement drives, `always @*` blocks elsewhere. */
export function lowerCombinational(scope: Scope): Combinational {
  const { plan, module } = scope;
  const targets = module.nodes.filter(node => (node.op === 'wire' || node.op === 'output') && plan.live[node.id]);
  const placed: Placed[] = [];
  const procedural = new Set<NodeId>();
  for (const { id } of targets) {
    const drivers = plan.drivers.sets.get(id) ?? [];
    const items = continuous(scope, id, drivers);
    if (items) placed.push({ at: positionOf(scope, id, drivers), items });
    else procedural.add(id);
  }
  const { rank, cyclic } = ranksOf(plan, procedural);
  const topsOf = (id: NodeId): number[] => plan.drivers.sets.get(id)!.map(driver => driver.top);
  const groups = groupBy([...procedural], id =>
    cyclic[id] ? [`alone ${id}`] : topsOf(id).map(top => `${rank[id]} ${top}`),
  );
  for (const group of groups) placed.push(block(scope, group));
  return { placed, procedural };
}

/** Outputs that are simply assigned stand last, in the order of the ports. */
function positionOf(scope: Scope, id: NodeId, drivers: readonly Driver<SetStmt>[]): NodeId {
  const { nodes, ports } = scope.module;
  if (nodeOf(scope, id).op === 'output') return nodes.length + ports.findIndex(port => port.node === id);
  return highest([id, ...drivers.map(({ stmt }) => stmt.value)]);
}

/** Assignments without a condition; undefined when it takes a block. Of several to one lane the last one counts. */
function continuous(scope: Scope, id: NodeId, drivers: readonly Driver<SetStmt>[]): Item[] | undefined {
  const { width, lanes } = nodeOf(scope, id);
  const name = netName(scope, id);
  if (drivers.some(({ stmt, guards }) => guards.length > 0 || stmt.index !== undefined)) return undefined;
  if (drivers.length === 0) return [{ kind: 'drive', target: ref(name), value: literal(width * lanes, 0n) }];
  const last = Array<SetStmt | undefined>(lanes).fill(undefined);
  for (const { stmt } of drivers) last.fill(stmt, stmt.lane ?? 0, (stmt.lane ?? 0) + nodeOf(scope, stmt.value).lanes);
  const items: Item[] = [];
  for (const { stmt } of drivers) {
    const count = nodeOf(scope, stmt.value).lanes;
    const own = last.flatMap((set, lane) => (set === stmt ? [lane] : []));
    if (own.length < count) items.push(...own.map(lane => driveLane(scope, stmt, lane)));
    else if (scope.plan.net[stmt.value] || !scope.plan.loopy[stmt.value])
      items.push({ kind: 'drive', target: targetOf(scope, stmt), value: root(scope, stmt.value), loc: stmt.loc });
    else items.push(loopOver(scope, id, stmt.value, stmt.loc));
  }
  last.forEach((stmt, lane) => {
    const target = placeExpr(placeOf(name, width, lanes, lane));
    if (!stmt) items.push({ kind: 'drive', target, value: literal(width, 0n) });
  });
  return items;
}

/** One lane of an assignment whose other lanes are assigned again later. */
function driveLane(scope: Scope, { target, value: from, lane = 0, loc }: SetStmt, at: number): Item {
  const { width, lanes } = nodeOf(scope, target);
  return {
    kind: 'drive',
    target: placeExpr(placeOf(netName(scope, target), width, lanes, at)),
    value: value(scope, from, at - lane),
    loc,
  };
}

function block(scope: Scope, group: readonly NodeId[]): Placed {
  const { body, drivers } = scope.plan;
  const inside = new Set(group);
  const all = group.flatMap(id => drivers.sets.get(id)!);
  const tops = [...new Set(all.map(driver => driver.top))].sort((a, b) => a - b).map(top => body[top]!);
  const defaults = group
    .filter(id => !alwaysAssigned(scope, tops, id))
    .map(id => zero(netName(scope, id), nodeOf(scope, id).width * nodeOf(scope, id).lanes));
  const statements = lowerStatements(scope, tops, action =>
    action.kind === 'set' && inside.has(action.target) ? lowerSet(scope, action, true) : [],
  );
  const at = highest(all.flatMap(({ stmt, guards }) => [stmt.value, stmt.index ?? 0, ...guardNodes(guards)]));
  return { at, items: settled(scope, group, [...defaults, ...statements]) };
}

/**
 * An `always @*` block that reads its own target, one lane feeding another, would read values of the moment
 * and not wake itself again. Such a target is read through a wire of its own.
 */
function settled(scope: Scope, group: readonly NodeId[], body: readonly Statement[]): Item[] {
  const targets = new Map(group.map(id => [netName(scope, id), id]));
  const read = new Set<string>();
  for (const statement of body) {
    walkStatement(
      statement,
      expr =>
        walkExpr(expr, e => {
          if ((e.kind === 'ref' || e.kind === 'select' || e.kind === 'part') && targets.has(e.name)) read.add(e.name);
        }),
      () => undefined,
    );
  }
  const aliases = new Map([...read].map(name => [name, scope.names.take(`${name}_settled`)]));
  const items: Item[] = [...aliases].map(([name, alias]) => {
    const { width, lanes } = nodeOf(scope, targets.get(name)!);
    return { kind: 'net', type: 'wire', name: alias, width: width * lanes, value: ref(name) };
  });
  const renamed = body.map(statement => renameReads(statement, name => aliases.get(name) ?? name));
  return [...items, { kind: 'always', on: '*', body: renamed }];
}

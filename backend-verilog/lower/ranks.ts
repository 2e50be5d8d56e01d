import type { Module, NodeId } from '../../dsl/ir/index.js';
import { guardNodes } from './drivers.js';
import type { Plan } from './plan.js';

/** How far each node is from the sources, counted in `targets` on the way; and which nodes reach themselves. */
export interface Ranks {
  readonly rank: Uint32Array;
  readonly cyclic: Uint8Array;
}

/**
 * Two targets of one rank never depend on each other, so they may share an `always @*` block
 * without making a loop where the design has none. (Tarjan's algorithm, with a stack of its own.)
 */
export function ranksOf(plan: Plan, targets: ReadonlySet<NodeId>): Ranks {
  const { module } = plan;
  const size = module.nodes.length;
  const rank = new Uint32Array(size);
  const cyclic = new Uint8Array(size);
  const order = new Int32Array(size);
  const low = new Int32Array(size);
  const component: NodeId[] = [];
  const open = new Uint8Array(size);
  let clock = 0;

  const finish = (root: NodeId, deps: (id: NodeId) => readonly NodeId[]): void => {
    const members: NodeId[] = [];
    let id: NodeId;
    do {
      id = component.pop()!;
      open[id] = 0;
      members.push(id);
    } while (id !== root);
    const inside = new Set(members);
    let highest = 0;
    for (const member of members)
      for (const dep of deps(member)) if (!inside.has(dep)) highest = Math.max(highest, rank[dep]!);
    const loops = members.length > 1 || deps(root).includes(root);
    const step = members.some(member => targets.has(member)) ? 1 : 0;
    for (const member of members) {
      rank[member] = highest + step;
      cyclic[member] = loops ? 1 : 0;
    }
  };

  const deps = dependenciesOf(module, plan);
  for (const start of targets) {
    if (order[start]) continue;
    const stack: { id: NodeId; deps: readonly NodeId[]; next: number }[] = [];
    const enter = (id: NodeId): void => {
      order[id] = low[id] = ++clock;
      component.push(id);
      open[id] = 1;
      stack.push({ id, deps: deps(id), next: 0 });
    };
    enter(start);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const dep = top.deps[top.next++];
      if (dep === undefined) {
        stack.pop();
        const above = stack.at(-1);
        if (above) low[above.id] = Math.min(low[above.id]!, low[top.id]!);
        if (low[top.id] === order[top.id]) finish(top.id, deps);
      } else if (!order[dep]) enter(dep);
      else if (open[dep]) low[top.id] = Math.min(low[top.id]!, order[dep]!);
    }
  }
  return { rank, cyclic };
}

/** The nodes whose value at this instant the value of a node depends on. */
function dependenciesOf(module: Module, plan: Plan): (id: NodeId) => readonly NodeId[] {
  const inputs = module.instances.map(instance => Object.values(instance.inputs));
  const clocked = new Set(
    module.memories.flatMap(({ reads }) => reads.filter(read => read.domain !== undefined).map(read => read.node)),
  );
  return id => {
    const node = module.nodes[id]!;
    if (plan.constants[id] || node.op === 'reg' || clocked.has(id)) return [];
    if (node.op === 'inst') return inputs[node.of!]!;
    const drivers = plan.drivers.sets.get(id);
    if (!drivers) return node.args;
    return drivers.flatMap(({ stmt, guards }) => [
      stmt.value,
      ...(stmt.index === undefined ? [] : [stmt.index]),
      ...guardNodes(guards),
    ]);
  };
}

import type { Module, NodeId } from '../../ir/index.js';
import { conditionsOf, type Effects } from './effects.js';
import type { Graph } from './order.js';

/** Output port of a module to the input ports that it depends on within the same cycle. */
export type Reach = ReadonlyMap<string, readonly string[]>;

/** What every node's value depends on within the same cycle. `reachOf` tells it for an instance. */
export function dependenciesOf(module: Module, effects: Effects, reachOf: (instance: number) => Reach): Graph {
  const registered = synchronousReads(module);
  const start = new Int32Array(module.nodes.length + 1);
  const edges: NodeId[] = [];
  for (const node of module.nodes) {
    if (node.op === 'wire' || node.op === 'output') {
      for (const { stmt, guard } of effects.drives.get(node.id) ?? []) {
        edges.push(stmt.value, ...conditionsOf(guard));
        if (stmt.index !== undefined) edges.push(stmt.index);
      }
    } else if (node.op === 'inst') {
      const { inputs } = module.instances[node.of!]!;
      for (const port of reachOf(node.of!).get(node.port!) ?? []) if (port in inputs) edges.push(inputs[port]!);
    } else if (node.op !== 'reg' && !registered.has(node.id)) {
      for (const arg of node.args) edges.push(arg);
    }
    start[node.id + 1] = edges.length;
  }
  return { start, edges: Int32Array.from(edges) };
}

/** Read ports whose data come from a register: what they read at the edge is gone from this cycle's logic. */
const synchronousReads = (module: Module): ReadonlySet<NodeId> =>
  new Set(
    module.memories.flatMap(({ reads }) => reads.filter(read => read.domain !== undefined).map(({ node }) => node)),
  );

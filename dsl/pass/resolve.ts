import type { Design, Module, Node, NodeId } from '../ir/index.js';
import { type Effects, effectsOf } from './analyse/effects.js';
import { cyclesOf, orderOf } from './analyse/order.js';
import type { Transform } from './pass.js';
import { rewrite } from './rewrite.js';
import { filterStmts } from './statements.js';

/**
 * A wire that has one assignment, as a whole and unconditional, is but another name of its value. Those named for
 * good stay; the name of another goes to its value when that has none.
 */
export const resolve: Transform = {
  name: 'resolve',
  describe: 'replace wires that are only another name of a value',
  run: (design: Design): Design => ({ ...design, modules: design.modules.map(resolveModule) }),
};

function resolveModule(module: Module): Module {
  const effects = effectsOf(module.body);
  const replace = Int32Array.from(module.nodes, node => aliased(node, effects) ?? node.id);
  keepLoops(module, replace);
  const removed = module.nodes.filter(node => replace[node.id] !== node.id);
  if (removed.length === 0) return module;
  const nodes = [...module.nodes];
  for (const wire of removed) {
    let value = wire.id;
    while (replace[value] !== value) value = replace[value]!;
    nodes[value] = withName(nodes[value]!, wire);
  }
  const body = filterStmts(module.body, stmt =>
    stmt.kind === 'set' && replace[stmt.target] !== stmt.target ? [] : [stmt],
  );
  return rewrite(module, { nodes, replace, body });
}

/** A vector may feed itself lane by lane, and a memory its own address: without the wire in between, nodes would have no order. */
function keepLoops(module: Module, replace: Int32Array): void {
  const start = new Int32Array(module.nodes.length + 1);
  const edges: NodeId[] = [];
  for (const { id, args } of module.nodes) {
    edges.push(...args);
    if (replace[id] !== id) edges.push(replace[id]!);
    start[id + 1] = edges.length;
  }
  const graph = { start, edges: Int32Array.from(edges) };
  for (const id of cyclesOf(graph, orderOf(graph)).flat()) replace[id] = id;
}

/** The value of a wire that is only another name of it. */
function aliased(node: Node, { drives }: Effects): NodeId | undefined {
  if (node.op !== 'wire' || node.nameLevel === 'name') return undefined;
  const [only, ...others] = drives.get(node.id) ?? [];
  if (!only || others.length > 0 || only.guard) return undefined;
  return only.stmt.lane === undefined && only.stmt.index === undefined ? only.stmt.value : undefined;
}

/** The value with the name that its other self had. */
export function withName(value: Node, other: Node): Node {
  if (value.name !== undefined || other.name === undefined || value.op === 'const') return value;
  return { ...value, name: other.name, nameLevel: 'hint' };
}

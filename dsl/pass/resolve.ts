import type { Design, Module, Node, NodeId } from '../ir/index.js';
import { type Analysis, analyse } from './analyse/analysis.js';
import type { Effects } from './analyse/effects.js';
import { cyclesOf, orderOf } from './analyse/order.js';
import type { Transform } from './pass.js';
import { rewrite } from './rewrite.js';
import { filterStmts, printed } from './statements.js';
import { withName } from './with-name.js';

/**
 * A wire that has one assignment, as a whole and unconditional, is but another name of its value. The value takes the
 * name, and the wire goes, unless that would cost a name that is kept for good, or the format of a print.
 */
export const resolve: Transform = {
  name: 'resolve',
  describe: 'replace wires that are only another name of a value',
  run: (design: Design): Design => ({ ...design, modules: analyse(design).map(resolveModule) }),
};

function resolveModule({ module, effects }: Analysis): Module {
  const shown = printed(module.body);
  const nodes = [...module.nodes];
  const replace = Int32Array.from(nodes, node => node.id);
  const end = (id: NodeId): NodeId => {
    let at = id;
    while (replace[at] !== at) at = replace[at]!;
    return at;
  };
  const aliases = nodes.flatMap(wire => {
    const value = shown.has(wire.id) ? undefined : aliased(wire, effects);
    return value === undefined ? [] : [{ wire, value }];
  });
  for (const { wire, value } of aliases) if (wire.nameLevel !== 'name') replace[wire.id] = value;
  if (aliases.length > 0) keepLoops(module, replace);
  // A value can bear one name for good; the other wires stay.
  const borne = new Set<NodeId>();
  for (const { wire, value } of aliases) {
    const bearer = end(value);
    if (wire.nameLevel !== 'name' || borne.has(bearer) || !bears(nodes[bearer]!, wire)) continue;
    borne.add(bearer);
    replace[wire.id] = bearer;
  }
  if (borne.size > 0) keepLoops(module, replace);
  const removed = aliases.map(({ wire }) => wire).filter(wire => replace[wire.id] !== wire.id);
  if (removed.length === 0) return module;
  for (const wire of removed) nodes[end(wire.id)] = withName(nodes[end(wire.id)]!, wire, shown);
  const body = filterStmts(module.body, stmt =>
    stmt.kind === 'set' && replace[stmt.target] !== stmt.target ? [] : [stmt],
  );
  return rewrite(module, { nodes, replace, body });
}

const bears = (value: Node, wire: Node): boolean =>
  value.id !== wire.id && value.op !== 'const' && value.nameLevel !== 'name' && value.nameLevel !== 'port';

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
  if (node.op !== 'wire') return undefined;
  const [only, ...others] = drives.get(node.id) ?? [];
  if (!only || others.length > 0 || only.guard) return undefined;
  return only.stmt.lane === undefined && only.stmt.index === undefined ? only.stmt.value : undefined;
}

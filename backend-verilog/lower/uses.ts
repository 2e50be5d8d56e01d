import type { Lanes, Module, NodeId, Stmt } from '../../dsl/ir/index.js';
import { eachStatement } from './drivers.js';
import type { Live } from './live.js';

/**
 * Conditions and subjects, each once for every block that will have to print it: a statement that drives
 * registers and wires stands in a clocked block and in combinational ones.
 */
export function conditionsOf(module: Module, body: readonly Stmt[]): NodeId[] {
  return body.flatMap(stmt => {
    if (stmt.kind !== 'if' && stmt.kind !== 'case') return [];
    const cond = stmt.kind === 'if' ? stmt.cond : stmt.subject;
    const inner =
      stmt.kind === 'if'
        ? [...stmt.then, ...stmt.else]
        : [...stmt.arms.flatMap(arm => arm.body), ...(stmt.default ?? [])];
    return [...Array<NodeId>(blocksOf(module, inner)).fill(cond), ...conditionsOf(module, inner)];
  });
}

/** Blocks over which a compound statement spreads: one per combinational target is the worst case. */
function blocksOf(module: Module, body: readonly Stmt[]): number {
  const blocks = new Set<string>();
  eachStatement(body, stmt => {
    if (stmt.kind === 'set') blocks.add(module.nodes[stmt.target]!.op === 'reg' ? 'reg' : `wire ${stmt.target}`);
    else blocks.add(stmt.kind === 'write' ? `write ${stmt.mem} ${stmt.port}` : 'check');
  });
  return blocks.size;
}

/** How often each node is read. */
export function countUses(
  module: Module,
  body: readonly Stmt[],
  live: Live,
  constants: readonly (Lanes | undefined)[],
): Uint32Array {
  const uses = new Uint32Array(module.nodes.length);
  const use = (id: NodeId | undefined): void => {
    if (id !== undefined) uses[id]! += 1;
  };
  for (const node of module.nodes) if (live.nodes[node.id] && !constants[node.id]) node.args.forEach(use);
  for (const instance of module.instances) Object.values(instance.inputs).forEach(use);
  conditionsOf(module, body).forEach(use);
  eachStatement(body, stmt => {
    if (stmt.kind === 'set') {
      if (live.nodes[stmt.target]) [stmt.value, stmt.index].forEach(use);
    } else if (stmt.kind === 'write') {
      if (live.memories[stmt.mem]) [stmt.addr, stmt.data, stmt.mask].forEach(use);
    } else if (stmt.kind === 'check') use(stmt.cond);
    else stmt.args.forEach(use);
  });
  return uses;
}

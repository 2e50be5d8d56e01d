import type { Lanes, Module, NodeId, Stmt } from '../../dsl/ir/index.js';
import { type Drivers, eachStatement, guardNodes } from './drivers.js';

/** What something observable depends on; the rest is not printed. */
export interface Live {
  readonly nodes: Uint8Array;
  /** By index: a memory that is written and never read is none. */
  readonly memories: Uint8Array;
}

/**
 * Starts from outputs, registers, instances, checks and prints; a memory lives when one of its reads does.
 * A node with a constant value needs nothing else.
 */
export function liveOf(
  module: Module,
  body: readonly Stmt[],
  drivers: Drivers,
  constants: readonly (Lanes | undefined)[],
): Live {
  const live = new Uint8Array(module.nodes.length);
  const memories = new Uint8Array(module.memories.length);
  const todo: NodeId[] = [];
  const need = (id: NodeId | undefined): void => {
    if (id === undefined || live[id]) return;
    live[id] = 1;
    todo.push(id);
  };
  for (const node of module.nodes) if (node.op === 'output' || node.op === 'reg') need(node.id);
  for (const instance of module.instances) for (const id of Object.values(instance.inputs)) need(id);
  eachStatement(body, (stmt, guards) => {
    if (stmt.kind === 'set' || stmt.kind === 'write') return;
    for (const id of guardNodes(guards)) need(id);
    if (stmt.kind === 'check') need(stmt.cond);
    else for (const id of stmt.args) need(id);
  });
  const needMemory = (mem: number): void => {
    if (memories[mem]) return;
    memories[mem] = 1;
    for (const { stmt, guards } of drivers.writes[mem]!.flat())
      for (const id of [stmt.addr, stmt.data, stmt.mask, ...guardNodes(guards)]) need(id);
  };
  while (todo.length > 0) {
    const id = todo.pop()!;
    if (constants[id]) continue;
    const { args, op, of } = module.nodes[id]!;
    for (const arg of args) need(arg);
    if (op === 'read') needMemory(of!);
    for (const { stmt, guards } of drivers.sets.get(id) ?? []) {
      need(stmt.value);
      need(stmt.index);
      for (const guard of guardNodes(guards)) need(guard);
    }
  }
  return { nodes: live, memories };
}

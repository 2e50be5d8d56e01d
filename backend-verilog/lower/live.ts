import type { Lanes, Module, NodeId, Stmt } from '../../dsl/ir/index.js';
import { type Drivers, eachStatement, guardNodes } from './drivers.js';

/**
 * The nodes that something observable depends on: outputs, registers, instances, memories, checks and prints.
 * A node with a constant value needs nothing else.
 */
export function liveNodes(
  module: Module,
  body: readonly Stmt[],
  drivers: Drivers,
  constants: readonly (Lanes | undefined)[],
): Uint8Array {
  const live = new Uint8Array(module.nodes.length);
  const todo: NodeId[] = [];
  const need = (id: NodeId | undefined): void => {
    if (id === undefined || live[id]) return;
    live[id] = 1;
    todo.push(id);
  };
  for (const node of module.nodes) if (node.op === 'output' || node.op === 'reg') need(node.id);
  for (const instance of module.instances) for (const id of Object.values(instance.inputs)) need(id);
  eachStatement(body, (stmt, guards) => {
    if (stmt.kind === 'set') return;
    for (const id of guardNodes(guards)) need(id);
    if (stmt.kind === 'write') for (const id of [stmt.addr, stmt.data, stmt.mask]) need(id);
    else if (stmt.kind === 'check') need(stmt.cond);
    else for (const id of stmt.args) need(id);
  });
  while (todo.length > 0) {
    const id = todo.pop()!;
    if (constants[id]) continue;
    for (const arg of module.nodes[id]!.args) need(arg);
    for (const { stmt, guards } of drivers.sets.get(id) ?? []) {
      need(stmt.value);
      need(stmt.index);
      for (const guard of guardNodes(guards)) need(guard);
    }
  }
  return live;
}

import type { Design, Module, NodeId, Stmt } from '../ir/index.js';
import { type Drive, effectsOf, type Guard } from './analyse/effects.js';
import type { Transform } from './pass.js';
import { rewrite } from './rewrite.js';
import { filterStmts } from './statements.js';

/**
 * Drops what nobody can see. Seen are ports, checks, prints, memories, instances, and everything that the user named
 * for good, be it read or not: who searches the Verilog or the waves for a register finds it. What they depend on stays too.
 */
export const dropDead: Transform = {
  name: 'drop-dead',
  describe: 'drop values that reach no port, check, print, memory or kept name, and modules that are not used',
  run: (design: Design): Design => {
    const used = usedModules(design);
    return { ...design, modules: design.modules.filter(({ name }) => used.has(name)).map(dropInModule) };
  },
};

function usedModules(design: Design): ReadonlySet<string> {
  const used = new Set([design.top]);
  for (const { name, instances } of [...design.modules].reverse()) {
    if (used.has(name)) for (const { module } of instances) used.add(module);
  }
  return used;
}

function dropInModule(module: Module): Module {
  const { drives, actions } = effectsOf(module.body);
  const live = new Uint8Array(module.nodes.length);
  const open: NodeId[] = [];
  const mark = (id: NodeId): void => {
    if (live[id]) return;
    live[id] = 1;
    open.push(id);
  };
  const guards = new Set<Guard>();
  const markGuard = (guard: Guard | undefined): void => {
    for (let at = guard; at && !guards.has(at); at = at.outer) {
      guards.add(at);
      mark(at.cond);
    }
  };
  const markDrive = ({ stmt, guard }: Drive): void => {
    mark(stmt.value);
    if (stmt.index !== undefined) mark(stmt.index);
    markGuard(guard);
  };

  for (const { node } of module.ports) mark(node);
  for (const node of module.nodes) if (node.nameLevel === 'name') mark(node.id);
  for (const { inputs } of module.instances) Object.values(inputs).forEach(mark);
  for (const { stmt, guard } of actions) {
    markGuard(guard);
    if (stmt.kind === 'write') [stmt.addr, stmt.data, ...(stmt.mask === undefined ? [] : [stmt.mask])].forEach(mark);
    else if (stmt.kind === 'check') mark(stmt.cond);
    else stmt.args.forEach(mark);
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    module.nodes[id]!.args.forEach(mark);
    drives.get(id)?.forEach(markDrive);
  }
  if (live.every(flag => flag === 1)) return module;
  const body = filterStmts(module.body, (stmt: Stmt) => (stmt.kind === 'set' && !live[stmt.target] ? [] : [stmt]));
  return rewrite(module, { isLive: id => live[id] === 1, body });
}

import type { CheckStmt, Module, NodeId, PrintStmt, SetStmt, Stmt, WriteStmt } from '../../dsl/ir/index.js';

/** What a group of statements drives: a target, a memory's write port (`memory.port`), or a check or print. */
export type DriverKey = NodeId | `${number}.${number}` | CheckStmt | PrintStmt;

/** The statements of a module sorted by what they drive; each group keeps the conditions around its own. */
export interface Drivers {
  readonly of: ReadonlyMap<DriverKey, readonly Stmt[]>;
  /** Nodes that the value of a target depends on directly: conditions, values, indices. */
  readonly reads: ReadonlyMap<NodeId, readonly NodeId[]>;
}

export const portKey = (mem: number, port: number): DriverKey => `${mem}.${port}`;

/** Splits the body of a module by target, keeping the order and the if and case around each statement. */
export function driversOf(module: Module): Drivers {
  const of = split(module.body);
  const reads = new Map<NodeId, readonly NodeId[]>();
  for (const [key, stmts] of of) if (typeof key === 'number') reads.set(key, [...new Set(readsOf(stmts))]);
  return { of, reads };
}

function split(body: readonly Stmt[]): Map<DriverKey, Stmt[]> {
  const groups = new Map<DriverKey, Stmt[]>();
  const add = (key: DriverKey, stmt: Stmt): void => {
    const group = groups.get(key);
    if (group) group.push(stmt);
    else groups.set(key, [stmt]);
  };
  for (const stmt of body) {
    if (stmt.kind === 'if') {
      const [yes, no] = [split(stmt.then), split(stmt.else)];
      for (const key of new Set([...yes.keys(), ...no.keys()])) {
        add(key, { ...stmt, then: yes.get(key) ?? [], else: no.get(key) ?? [] });
      }
    } else if (stmt.kind === 'case') {
      const { default: fallback, ...rest } = stmt;
      const arms = stmt.arms.map(arm => split(arm.body));
      const other = fallback && split(fallback);
      for (const key of new Set([...arms, ...(other ? [other] : [])].flatMap(arm => [...arm.keys()]))) {
        const own = stmt.arms.map(({ match }, i) => ({ match, body: arms[i]!.get(key) ?? [] }));
        add(key, { ...rest, arms: own, ...(other && { default: other.get(key) ?? [] }) });
      }
    } else {
      add(keyOf(stmt), stmt);
    }
  }
  return groups;
}

function keyOf(stmt: SetStmt | WriteStmt | CheckStmt | PrintStmt): DriverKey {
  if (stmt.kind === 'set') return stmt.target;
  return stmt.kind === 'write' ? portKey(stmt.mem, stmt.port) : stmt;
}

function readsOf(stmts: readonly Stmt[]): NodeId[] {
  return stmts.flatMap(stmt => {
    if (stmt.kind === 'set') return stmt.index === undefined ? [stmt.value] : [stmt.value, stmt.index];
    if (stmt.kind === 'if') return [stmt.cond, ...readsOf(stmt.then), ...readsOf(stmt.else)];
    if (stmt.kind === 'case') {
      return [stmt.subject, ...stmt.arms.flatMap(arm => readsOf(arm.body)), ...readsOf(stmt.default ?? [])];
    }
    return [];
  });
}

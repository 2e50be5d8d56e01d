import type { NodeId, Stmt } from '../ir/index.js';

/** The same statements about other nodes. */
export const mapNodes = (body: readonly Stmt[], to: (id: NodeId) => NodeId): readonly Stmt[] =>
  body.map(stmt => mapStmt(stmt, to));

function mapStmt(stmt: Stmt, to: (id: NodeId) => NodeId): Stmt {
  switch (stmt.kind) {
    case 'set': {
      const { target, value, index } = stmt;
      if (to(target) === target && to(value) === value && index === undefined) return stmt;
      return { ...stmt, target: to(target), value: to(value), ...(index === undefined ? {} : { index: to(index) }) };
    }
    case 'if':
      return { ...stmt, cond: to(stmt.cond), then: mapNodes(stmt.then, to), else: mapNodes(stmt.else, to) };
    case 'case': {
      const arms = stmt.arms.map(arm => ({ ...arm, body: mapNodes(arm.body, to) }));
      return {
        ...stmt,
        subject: to(stmt.subject),
        arms,
        ...(stmt.default ? { default: mapNodes(stmt.default, to) } : {}),
      };
    }
    case 'write': {
      const mask = stmt.mask === undefined ? {} : { mask: to(stmt.mask) };
      return { ...stmt, addr: to(stmt.addr), data: to(stmt.data), ...mask };
    }
    case 'check':
      return { ...stmt, cond: to(stmt.cond) };
    case 'print':
      return { ...stmt, args: stmt.args.map(to) };
  }
}

/**
 * The same statements without some: `change` gives what a statement becomes, after its inner statements have been
 * treated. An `if` or `case` in which nothing is left disappears.
 */
export function filterStmts(body: readonly Stmt[], change: (stmt: Stmt) => readonly Stmt[]): readonly Stmt[] {
  return body.flatMap(stmt => {
    if (stmt.kind === 'if') {
      const branches = { then: filterStmts(stmt.then, change), else: filterStmts(stmt.else, change) };
      return branches.then.length + branches.else.length === 0 ? [] : change({ ...stmt, ...branches });
    }
    if (stmt.kind === 'case') {
      const arms = stmt.arms.map(arm => ({ ...arm, body: filterStmts(arm.body, change) }));
      const rest = stmt.default && filterStmts(stmt.default, change);
      const empty = arms.every(arm => arm.body.length === 0) && (rest ?? []).length === 0;
      return empty ? [] : change({ ...stmt, arms, ...(rest ? { default: rest } : {}) });
    }
    return change(stmt);
  });
}

/** The nodes that some print shows, in the format that they have. */
export function printed(body: readonly Stmt[], found = new Set<NodeId>()): ReadonlySet<NodeId> {
  for (const stmt of body) {
    if (stmt.kind === 'print') for (const id of stmt.args) found.add(id);
    else for (const branch of branches(stmt)) printed(branch, found);
  }
  return found;
}

/** The lists of statements inside a statement. */
export function branches(stmt: Stmt): readonly (readonly Stmt[])[] {
  if (stmt.kind === 'if') return [stmt.then, stmt.else];
  return stmt.kind === 'case' ? [...stmt.arms.map(arm => arm.body), ...(stmt.default ? [stmt.default] : [])] : [];
}

import type {
  CaseArm,
  CaseStmt,
  CheckStmt,
  IfStmt,
  NodeId,
  PrintStmt,
  SetStmt,
  Stmt,
  WriteStmt,
} from '../../ir/index.js';

/** The branch that a statement stands in; a chain from the innermost to the module's body. */
export interface Guard {
  readonly outer: Guard | undefined;
  readonly stmt: IfStmt | CaseStmt;
  /** The node that chooses: an `if`'s condition, a `case`'s subject. */
  readonly cond: NodeId;
  readonly branch: 'then' | 'else' | 'default' | CaseArm;
}

export interface Drive {
  readonly stmt: SetStmt;
  readonly guard: Guard | undefined;
}

export interface Action {
  readonly stmt: WriteStmt | CheckStmt | PrintStmt;
  readonly guard: Guard | undefined;
}

/** What the statements of a module do, without their nesting. */
export interface Effects {
  /** In the order of the text: of several that apply, the last wins. */
  readonly drives: ReadonlyMap<NodeId, readonly Drive[]>;
  readonly actions: readonly Action[];
}

export function effectsOf(body: readonly Stmt[]): Effects {
  const drives = new Map<NodeId, Drive[]>();
  const actions: Action[] = [];
  const walk = (list: readonly Stmt[], guard: Guard | undefined): void => {
    for (const stmt of list) {
      if (stmt.kind === 'set') {
        const known = drives.get(stmt.target);
        if (known) known.push({ stmt, guard });
        else drives.set(stmt.target, [{ stmt, guard }]);
      } else if (stmt.kind === 'if') {
        walk(stmt.then, { outer: guard, stmt, cond: stmt.cond, branch: 'then' });
        walk(stmt.else, { outer: guard, stmt, cond: stmt.cond, branch: 'else' });
      } else if (stmt.kind === 'case') {
        for (const arm of stmt.arms) walk(arm.body, { outer: guard, stmt, cond: stmt.subject, branch: arm });
        walk(stmt.default ?? [], { outer: guard, stmt, cond: stmt.subject, branch: 'default' });
      } else actions.push({ stmt, guard });
    }
  };
  walk(body, undefined);
  return { drives, actions };
}

/** The nodes that decide whether a statement is reached, innermost first. */
export function conditionsOf(guard: Guard | undefined): NodeId[] {
  const found: NodeId[] = [];
  for (let at = guard; at; at = at.outer) found.push(at.cond);
  return found;
}

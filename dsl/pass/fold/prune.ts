import type { NodeId, Stmt } from '../../ir/index.js';

/** The statements without branches that can never be reached; the same list when there are none. */
export function pruned(body: readonly Stmt[], constant: (id: NodeId) => bigint | undefined): readonly Stmt[] {
  const after = body.flatMap(stmt => prune(stmt, constant));
  return after.length === body.length && after.every((stmt, i) => stmt === body[i]) ? body : after;
}

function prune(stmt: Stmt, constant: (id: NodeId) => bigint | undefined): readonly Stmt[] {
  if (stmt.kind === 'if') {
    const known = constant(stmt.cond);
    if (known !== undefined) return pruned(known ? stmt.then : stmt.else, constant);
    const then = pruned(stmt.then, constant);
    const otherwise = pruned(stmt.else, constant);
    return [then === stmt.then && otherwise === stmt.else ? stmt : { ...stmt, then, else: otherwise }];
  }
  if (stmt.kind === 'case') {
    const known = constant(stmt.subject);
    if (known !== undefined) {
      const arm = stmt.arms.find(({ match }) => match.includes(known));
      return pruned(arm?.body ?? stmt.default ?? [], constant);
    }
    const arms = stmt.arms.map(arm => {
      const inner = pruned(arm.body, constant);
      return inner === arm.body ? arm : { ...arm, body: inner };
    });
    const rest = stmt.default && pruned(stmt.default, constant);
    const same = rest === stmt.default && arms.every((arm, i) => arm === stmt.arms[i]);
    return [same ? stmt : { ...stmt, arms, ...(rest ? { default: rest } : {}) }];
  }
  return [stmt];
}

import type { Lanes, NodeId, SetStmt, Stmt } from '../../dsl/ir/index.js';

/** Statements that do something by themselves. */
export type Action = Exclude<Stmt, { kind: 'if' | 'case' }>;

/** Calls `act` for each action that the conditions of this moment reach, in order. */
export function reached(body: readonly Stmt[], value: (id: NodeId) => Lanes, act: (action: Action) => void): void {
  for (const stmt of body) {
    if (stmt.kind === 'if') {
      reached(value(stmt.cond)[0] ? stmt.then : stmt.else, value, act);
    } else if (stmt.kind === 'case') {
      const subject = value(stmt.subject)[0]!;
      const arm = stmt.arms.find(candidate => candidate.match.includes(subject));
      reached(arm ? arm.body : (stmt.default ?? []), value, act);
    } else {
      act(stmt);
    }
  }
}

/** The lanes of a target after one assignment. */
export function assigned(before: Lanes, set: SetStmt, value: (id: NodeId) => Lanes): Lanes {
  const given = value(set.value);
  if (set.index !== undefined) {
    const chosen = value(set.index)[0]!;
    return before.map((lane, i) => (BigInt(i) === chosen ? given[0]! : lane));
  }
  if (set.lane === undefined) return given;
  const first = set.lane;
  return before.map((lane, i) => given[i - first] ?? lane);
}

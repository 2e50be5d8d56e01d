import type { Module, NodeId, SetStmt, Stmt, WriteStmt } from '../../dsl/ir/index.js';

/** One condition on the way to a statement. */
export type Guard =
  | { readonly kind: 'if'; readonly cond: NodeId; readonly holds: boolean }
  /** The subject is one of `match`, or none of them. */
  | { readonly kind: 'case'; readonly subject: NodeId; readonly match: readonly bigint[]; readonly holds: boolean };

/** A statement that drives something, with the conditions under which it runs. */
export interface Driver<S> {
  readonly stmt: S;
  readonly guards: readonly Guard[];
  /** Position of the statement, or of the compound one around it, in the module's body. */
  readonly top: number;
}

export interface Drivers {
  /** By target node. */
  readonly sets: ReadonlyMap<NodeId, readonly Driver<SetStmt>[]>;
  /** By memory and write port: `sets` for words. */
  readonly writes: readonly (readonly (readonly Driver<WriteStmt>[])[])[];
}

/** Calls `visit` on every simple statement, in order. */
export function eachStatement(
  body: readonly Stmt[],
  visit: (stmt: Exclude<Stmt, { kind: 'if' | 'case' }>, guards: readonly Guard[], top: number) => void,
): void {
  const go = (stmts: readonly Stmt[], guards: readonly Guard[], top: number | undefined): void => {
    stmts.forEach((stmt, i) => {
      const at = top ?? i;
      if (stmt.kind === 'if') {
        go(stmt.then, [...guards, { kind: 'if', cond: stmt.cond, holds: true }], at);
        go(stmt.else, [...guards, { kind: 'if', cond: stmt.cond, holds: false }], at);
      } else if (stmt.kind === 'case') {
        const { subject } = stmt;
        for (const { match, body: inner } of stmt.arms)
          go(inner, [...guards, { kind: 'case', subject, match, holds: true }], at);
        const match = stmt.arms.flatMap(arm => arm.match);
        go(stmt.default ?? [], [...guards, { kind: 'case', subject, match, holds: false }], at);
      } else visit(stmt, guards, at);
    });
  };
  go(body, [], undefined);
}

/** Who drives what. */
export function driversOf(module: Module, body: readonly Stmt[]): Drivers {
  const sets = new Map<NodeId, Driver<SetStmt>[]>();
  const writes: Driver<WriteStmt>[][][] = module.memories.map(memory => memory.writes.map(() => []));
  eachStatement(body, (stmt, guards, top) => {
    if (stmt.kind === 'set') {
      const known = sets.get(stmt.target);
      if (known) known.push({ stmt, guards, top });
      else sets.set(stmt.target, [{ stmt, guards, top }]);
    } else if (stmt.kind === 'write') writes[stmt.mem]![stmt.port]!.push({ stmt, guards, top });
  });
  return { sets, writes };
}

/** The nodes that a set of conditions reads. */
export const guardNodes = (guards: readonly Guard[]): NodeId[] =>
  guards.map(guard => (guard.kind === 'if' ? guard.cond : guard.subject));

import type { CheckStmt, Design, PrintStmt, Stmt } from '../dsl/ir/index.js';
import { type Scope, scopesOf } from './hierarchy.js';
import type { Report } from './machine.js';

/** A report together with the statement and the instance that it stands for. */
export interface PlacedReport extends Report {
  readonly scope: number;
  readonly stmt: CheckStmt | PrintStmt;
  /** Index into the domains of the top. */
  readonly domain: number;
}

/** Every check and print of a design: instance by instance, each before those it holds, in order of the text. */
export function reportsOf(design: Design, scopes: readonly Scope[] = scopesOf(design)): readonly PlacedReport[] {
  return scopes.flatMap((scope, index) =>
    speaking(scope.module.body).map(stmt => ({
      kind: stmt.kind === 'check' ? stmt.check : 'print',
      text: stmt.kind === 'check' ? stmt.message : stmt.text,
      path: scope.path,
      frames: stmt.loc?.frames ?? [],
      args: (stmt.kind === 'print' ? stmt.args : []).map(arg => {
        const { width, lanes, format } = scope.module.nodes[arg]!;
        return { width, lanes, format };
      }),
      scope: index,
      stmt,
      domain: scope.domains.get(stmt.domain)?.top ?? -1,
    })),
  );
}

function speaking(body: readonly Stmt[]): (CheckStmt | PrintStmt)[] {
  return body.flatMap(stmt => {
    if (stmt.kind === 'check' || stmt.kind === 'print') return [stmt];
    if (stmt.kind === 'if') return [...speaking(stmt.then), ...speaking(stmt.else)];
    if (stmt.kind === 'case') return [...stmt.arms.flatMap(arm => speaking(arm.body)), ...speaking(stmt.default ?? [])];
    return [];
  });
}

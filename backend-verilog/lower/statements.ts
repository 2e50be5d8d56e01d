import type { NodeId, SetStmt, Stmt } from '../../dsl/ir/index.js';
import { any, binary, type Expr, negate, ref } from '../rtl/expr.js';
import type { Statement } from '../rtl/item.js';
import { placeExpr, placeOf, within } from './lane.js';
import { root } from './root.js';
import { netName, nodeOf, type Scope } from './scope.js';
import { chosenLane, constant, inRange, value } from './value.js';

/** A statement that does something by itself. */
export type Action = Exclude<Stmt, { kind: 'if' | 'case' }>;

/**
 * What `lower` makes of the statements, within the conditions around them; conditions around nothing go.
 * Neighbours under the same condition share one `if`, which changes nothing as conditions are read settled.
 */
export function lowerStatements(
  scope: Scope,
  body: readonly Stmt[],
  lower: (action: Action) => Statement[],
): Statement[] {
  const go = (inner: readonly Stmt[]): Statement[] => lowerStatements(scope, inner, lower);
  return joinIfs(body).flatMap((stmt): Statement[] => {
    if (stmt.kind === 'if') {
      const branches = { then: go(stmt.then), else: go(stmt.else) };
      if (branches.then.length + branches.else.length === 0) return [];
      const cond = value(scope, stmt.cond);
      if (branches.then.length > 0) return [{ kind: 'if', cond, ...branches, loc: stmt.loc }];
      return [{ kind: 'if', cond: negate(cond), then: branches.else, else: [], loc: stmt.loc }];
    }
    if (stmt.kind === 'case') {
      const arms = stmt.arms.map(arm => ({ match: arm.match, body: go(arm.body) }));
      const otherwise = go(stmt.default ?? []);
      if (otherwise.length + arms.reduce((sum, arm) => sum + arm.body.length, 0) === 0) return [];
      const { width, format } = nodeOf(scope, stmt.subject);
      const covered = BigInt(stmt.arms.flatMap(arm => arm.match).length) === 1n << BigInt(width);
      const subject = value(scope, stmt.subject);
      const [only, second] = arms.filter(arm => arm.body.length > 0);
      if (only && !second && otherwise.length === 0) {
        const cond = any(only.match.map(one => binary('==', subject, constant(scope, width, one, format))));
        return [{ kind: 'if', cond, then: only.body, else: [], loc: stmt.loc }];
      }
      return [
        {
          kind: 'case',
          subject,
          arms: joinEmpty(arms, covered || otherwise.length > 0).map(({ match, body: inner }) => ({
            match: match.map(one => constant(scope, width, one, format)),
            body: inner,
          })),
          ...(covered ? {} : { default: otherwise }),
          loc: stmt.loc,
        },
      ];
    }
    return lower(stmt);
  });
}

interface Arm {
  readonly match: readonly bigint[];
  readonly body: readonly Statement[];
}

/** Arms that do nothing as one, at the end, where something else stands for the values without an arm. */
function joinEmpty(arms: readonly Arm[], keep: boolean): Arm[] {
  const busy = arms.filter(arm => arm.body.length > 0);
  const match = arms.filter(arm => arm.body.length === 0).flatMap(arm => arm.match);
  return keep && match.length > 0 ? [...busy, { match, body: [] }] : busy;
}

function joinIfs(body: readonly Stmt[]): Stmt[] {
  const joined: Stmt[] = [];
  for (const stmt of body) {
    const last = joined.at(-1);
    if (stmt.kind === 'if' && last?.kind === 'if' && last.cond === stmt.cond)
      joined[joined.length - 1] = { ...last, then: [...last.then, ...stmt.then], else: [...last.else, ...stmt.else] };
    else joined.push(stmt);
  }
  return joined;
}

/** What a `set` assigns to. */
export function targetOf(scope: Scope, set: SetStmt): Expr {
  const { width, lanes } = nodeOf(scope, set.target);
  if (set.index !== undefined) return chosenLane(scope, set.target, set.index);
  const whole = placeOf(netName(scope, set.target), width, lanes, 'all');
  if (set.lane === undefined) return placeExpr(whole);
  return placeExpr(within(whole, set.lane * width, nodeOf(scope, set.value).lanes * width));
}

/** A `set` as an assignment, in an `if` when its index can lie beyond the last lane. */
export function lowerSet(scope: Scope, set: SetStmt, blocking: boolean): Statement[] {
  const assign: Statement = {
    kind: 'assign',
    blocking,
    target: targetOf(scope, set),
    value: root(scope, set.value),
    loc: set.loc,
  };
  const guard = set.index === undefined ? undefined : inRange(scope, set.index, nodeOf(scope, set.target).lanes);
  return guard ? [{ kind: 'if', cond: guard, then: [assign], else: [], loc: set.loc }] : [assign];
}

/** True when every way through the statements gives the whole target a value. */
export function alwaysAssigned(scope: Scope, body: readonly Stmt[], target: NodeId): boolean {
  const go = (inner: readonly Stmt[]): boolean => alwaysAssigned(scope, inner, target);
  return body.some(stmt => {
    if (stmt.kind === 'set') return stmt.target === target && stmt.lane === undefined && stmt.index === undefined;
    if (stmt.kind === 'if') return go(stmt.then) && go(stmt.else);
    if (stmt.kind !== 'case') return false;
    const { width } = nodeOf(scope, stmt.subject);
    const covered = BigInt(stmt.arms.flatMap(arm => arm.match).length) === 1n << BigInt(width);
    return stmt.arms.every(arm => go(arm.body)) && (covered || go(stmt.default ?? []));
  });
}

/** `name = 0;` */
export const zero = (name: string, width: number): Statement => ({
  kind: 'assign',
  blocking: true,
  target: ref(name),
  value: { kind: 'literal', width, value: 0n, signed: false },
});

import { all, any, binary, type Expr, negate } from '../rtl/expr.js';
import type { Guard } from './drivers.js';
import { nodeOf, type Scope } from './scope.js';
import { constant, value } from './value.js';

/** The conditions on the way to a statement as one expression; undefined when there are none. */
export function guardExpr(scope: Scope, guards: readonly Guard[]): Expr | undefined {
  if (guards.length === 0) return undefined;
  return all(
    guards.map(guard => {
      if (guard.kind === 'if') return guard.holds ? value(scope, guard.cond) : negate(value(scope, guard.cond));
      const { width, format } = nodeOf(scope, guard.subject);
      const terms = guard.match.map(match =>
        binary(guard.holds ? '==' : '!=', value(scope, guard.subject), constant(scope, width, match, format)),
      );
      return guard.holds ? any(terms) : all(terms);
    }),
  );
}

import type { NodeId } from '../../dsl/ir/index.js';
import { binary, closed, type Expr, literal, signed } from '../rtl/expr.js';
import type { Lane } from './lane.js';
import { nodeOf, type Scope } from './scope.js';
import { expression, value } from './value.js';

/**
 * A node as the whole right side of an assignment to a target of its width. Only here may an expression
 * rely on the width of the left side:
 *
 *   product[15:0] = $signed(a) * $signed(b)    operands of 8 bits, never padded, as DSP inference needs it
 *   sum[8:0]      = a + b                      operands of 8 bits, the carry included
 *
 * Everywhere else operands have the width of their result.
 */
export function root(scope: Scope, id: NodeId, lane: Lane = 'all'): Expr {
  return scope.plan.net[id] || scope.plan.constants[id] ? value(scope, id, lane) : definition(scope, id, lane);
}

/** The right side of a net's own definition. */
export function definition(scope: Scope, id: NodeId, lane: Lane = 'all'): Expr {
  if (scope.plan.constants[id]) return expression(scope, id, lane);
  return rootOf(scope, id, lane) ?? unwrap(expression(scope, id, lane));
}

function rootOf(scope: Scope, id: NodeId, lane: Lane): Expr | undefined {
  const { op, args, width } = nodeOf(scope, id);
  const laneOf = (arg: NodeId): Lane => (nodeOf(scope, arg).lanes === 1 ? 'all' : lane);
  const [a, b] = args as [NodeId, NodeId];
  switch (op) {
    case 'mulu':
      return binary('*', closed(value(scope, a, laneOf(a))), closed(value(scope, b, laneOf(b))));
    case 'muls':
      return binary('*', signedOperand(scope, a, laneOf(a)), signedOperand(scope, b, laneOf(b)));
    case 'add':
    case 'sub':
      return carried(scope, op === 'add' ? '+' : '-', [a, b], width, laneOf);
    default:
      return undefined;
  }
}

/** `$signed(a)`, or `-8'sd3`. */
function signedOperand(scope: Scope, id: NodeId, lane: Lane): Expr {
  const constants = scope.plan.net[id] ? undefined : scope.plan.constants[id];
  const known = constants?.[typeof lane === 'number' && constants.length > 1 ? lane : 0];
  return known === undefined ? signed(value(scope, id, lane)) : literal(nodeOf(scope, id).width, known, true);
}

/** `a + b` of operands that are extended by one bit, without the extension; undefined when there is none. */
function carried(
  scope: Scope,
  op: '+' | '-',
  args: readonly [NodeId, NodeId],
  width: number,
  laneOf: (arg: NodeId) => Lane,
): Expr | undefined {
  const extended = args.map(arg => {
    const { op: kind, args: inner } = nodeOf(scope, arg);
    if (scope.plan.net[arg] || scope.plan.constants[arg]) return undefined;
    return (kind === 'zext' || kind === 'sext') && nodeOf(scope, inner[0]!).width === width - 1 ? kind : undefined;
  });
  const kinds = new Set(extended.filter(kind => kind !== undefined));
  if (kinds.size !== 1) return undefined;
  const operands = args.map((arg, i): Expr => {
    const inner = extended[i] ? nodeOf(scope, arg).args[0]! : arg;
    return kinds.has('sext') ? signedOperand(scope, inner, laneOf(inner)) : closed(value(scope, inner, laneOf(inner)));
  });
  return binary(op, operands[0]!, operands[1]!);
}

/** `$unsigned(x)` alone on the right side is `x`. */
export const unwrap = (e: Expr): Expr => (e.kind === 'cast' && e.to === '$unsigned' ? e.a : e);

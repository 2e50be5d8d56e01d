import { binary, type Expr, literal, signed } from '../rtl/expr.js';

/** An operand of a comparison; `known` when it is a plain number. */
export interface Operand {
  readonly expr: Expr;
  readonly width: number;
  readonly known?: bigint;
}

type Comparison = 'eq' | 'ne' | 'ltu' | 'lts' | 'leu' | 'les';

/** A comparison. Those that a constant at the end of the range decides are decided, as linters demand. */
export function compare(op: Comparison, a: Operand, b: Operand): Expr {
  if (op === 'eq') return binary('==', a.expr, b.expr);
  if (op === 'ne') return binary('!=', a.expr, b.expr);
  const isSigned = op === 'lts' || op === 'les';
  const strict = op === 'ltu' || op === 'lts';
  const least = isSigned ? 1n << BigInt(a.width - 1) : 0n;
  const most = isSigned ? least - 1n : (1n << BigInt(a.width)) - 1n;
  const never = strict && (b.known === least || a.known === most);
  const always = !strict && (a.known === least || b.known === most);
  if (never || always) return literal(1, always ? 1n : 0n);
  const side = ({ expr, width, known }: Operand): Expr => {
    if (!isSigned) return expr;
    return known === undefined ? signed(expr) : literal(width, known, true);
  };
  // A limit reads better behind what it limits.
  if (a.known !== undefined) return binary(strict ? '>' : '>=', side(b), side(a));
  return binary(strict ? '<' : '<=', side(a), side(b));
}

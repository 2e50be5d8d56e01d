/**
 * Verilog expressions. Each has a width of its own (its self-determined width in Verilog's terms)
 * equal to the width of the value it stands for, with the exceptions listed in `lower/root.ts`.
 */
export type Expr =
  /** A whole net, register, parameter or genvar. */
  | { readonly kind: 'ref'; readonly name: string }
  /** A sized number; `signed` prints it as `-8'sd3`. */
  | { readonly kind: 'literal'; readonly width: number; readonly value: bigint; readonly signed: boolean }
  /** An unsized number, used only to compute positions. */
  | { readonly kind: 'int'; readonly value: number }
  /** `name[msb:lsb]`. */
  | { readonly kind: 'select'; readonly name: string; readonly msb: number; readonly lsb: number }
  /** `name[offset +: width]`. */
  | { readonly kind: 'part'; readonly name: string; readonly offset: Expr; readonly width: number }
  /** `memory[address]`. */
  | { readonly kind: 'word'; readonly name: string; readonly address: Expr }
  /** `memory[address][offset +: width]`. */
  | {
      readonly kind: 'wordPart';
      readonly name: string;
      readonly address: Expr;
      readonly lsb: number;
      readonly width: number;
    }
  | { readonly kind: 'unary'; readonly op: UnaryOp; readonly a: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'ternary'; readonly cond: Expr; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'concat'; readonly parts: readonly Expr[] }
  | { readonly kind: 'repeat'; readonly times: number; readonly part: Expr }
  | { readonly kind: 'cast'; readonly to: '$signed' | '$unsigned'; readonly a: Expr };

export type UnaryOp = '~' | '!' | '&' | '|' | '^';
export type BinaryOp =
  | '*'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '>>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||';

export const ref = (name: string): Expr => ({ kind: 'ref', name });
export const int = (value: number): Expr => ({ kind: 'int', value });
export const literal = (width: number, value: bigint, signed = false): Expr => ({
  kind: 'literal',
  width,
  value,
  signed,
});
export const select = (name: string, msb: number, lsb: number): Expr => ({ kind: 'select', name, msb, lsb });
export const part = (name: string, offset: Expr, width: number): Expr => ({ kind: 'part', name, offset, width });
export const word = (name: string, address: Expr): Expr => ({ kind: 'word', name, address });
export const unary = (op: UnaryOp, a: Expr): Expr => ({ kind: 'unary', op, a });
export const binary = (op: BinaryOp, a: Expr, b: Expr): Expr => ({ kind: 'binary', op, a, b });
export const ternary = (cond: Expr, a: Expr, b: Expr): Expr => ({ kind: 'ternary', cond, a, b });
/** `{3{value}}`; once is the value itself. */
export const repeat = (times: number, value: Expr): Expr =>
  times === 1 ? value : { kind: 'repeat', times, part: value };
export const signed = (a: Expr): Expr => ({ kind: 'cast', to: '$signed', a });
export const unsigned = (a: Expr): Expr => ({ kind: 'cast', to: '$unsigned', a });

/** `{a, b}`, the first part most significant; one part stays itself, and lists within the list dissolve. */
export const concat = (parts: readonly Expr[]): Expr =>
  parts.length === 1
    ? parts[0]!
    : { kind: 'concat', parts: parts.flatMap(part => (part.kind === 'concat' ? part.parts : [part])) };

/** `a && b && c`; true when there is nothing to hold. */
export const all = (terms: readonly Expr[]): Expr =>
  terms.length === 0 ? literal(1, 1n) : terms.reduce((a, b) => binary('&&', a, b));

/** `a || b || c`; false when there is nothing to choose. */
export const any = (terms: readonly Expr[]): Expr =>
  terms.length === 0 ? literal(1, 0n) : terms.reduce((a, b) => binary('||', a, b));

/** The opposite of a condition: `!a`, or the opposite comparison. */
export function negate(a: Expr): Expr {
  if (a.kind === 'unary' && a.op === '!') return a.a;
  if (a.kind === 'binary' && a.op === '==') return { ...a, op: '!=' };
  if (a.kind === 'binary' && a.op === '!=') return { ...a, op: '==' };
  return unary('!', a);
}

const selfDetermined = new Set<BinaryOp>(['<', '<=', '>', '>=', '==', '!=', '&&', '||']);

/**
 * True when a wider surrounding cannot change the value of the expression beyond extending it.
 * `a + b` is open: next to a 16-bit operand its carry would survive. `{a, b}` and `a < b` are closed. `c ? a : b` would
 * keep its value, but linters warn of the branches, which the surrounding widens one by one.
 */
const isClosed = (e: Expr): boolean => {
  switch (e.kind) {
    case 'binary':
      return selfDetermined.has(e.op);
    case 'unary':
      return e.op !== '~';
    case 'ternary':
      return false;
    default:
      return true;
  }
};

/** The expression in a form that no surrounding can widen from within: `{a + b}`. */
export const closed = (e: Expr): Expr => (isClosed(e) ? e : { kind: 'concat', parts: [e] });

import type { BinaryOp, Expr } from './expr.js';

/** Higher binds tighter. */
const precedence: Record<BinaryOp, number> = {
  '*': 11,
  '+': 10,
  '-': 10,
  '<<': 9,
  '>>': 9,
  '>>>': 9,
  '<': 8,
  '<=': 8,
  '>': 8,
  '>=': 8,
  '==': 7,
  '!=': 7,
  '&': 6,
  '^': 5,
  '|': 4,
  '&&': 3,
  '||': 2,
};
const associative = new Set<BinaryOp>(['&', '^', '|', '&&', '||']);
const arithmetic = new Set<BinaryOp>(['*', '+', '-']);
const comparison = new Set<BinaryOp>(['<', '<=', '>', '>=', '==', '!=']);

/** Columns after which an expression goes over several lines. */
const wide = 100;

/** The text of an expression with the parentheses that it needs, and those that a reader needs. */
export function printExpr(e: Expr): string {
  switch (e.kind) {
    case 'ref':
      return e.name;
    case 'int':
      return String(e.value);
    case 'literal':
      return printLiteral(e.width, e.value, e.signed);
    case 'select':
      return e.msb === e.lsb ? `${e.name}[${e.lsb}]` : `${e.name}[${e.msb}:${e.lsb}]`;
    case 'part':
      return e.width === 1
        ? `${e.name}[${printOffset(e.offset)}]`
        : `${e.name}[${printOffset(e.offset)} +: ${e.width}]`;
    case 'word':
      return `${e.name}[${printExpr(e.address)}]`;
    case 'wordPart':
      return `${e.name}[${printExpr(e.address)}][${e.width === 1 ? '' : `${e.lsb + e.width - 1}:`}${e.lsb}]`;
    case 'unary':
      return `${e.op}${printAtom(e.a)}`;
    case 'binary':
      return `${printOperand(e.a, e.op, false)} ${e.op} ${printOperand(e.b, e.op, true)}`;
    case 'ternary':
      return `${printCondition(e.cond)} ? ${printBranch(e.a)} : ${printBranch(e.b, true)}`;
    case 'concat':
      return printList(e.parts.map(printExpr));
    case 'repeat':
      return `{${e.times}{${printExpr(e.part)}}}`;
    case 'cast':
      return `${e.to}(${printExpr(e.a)})`;
  }
}

/** `head` and the expression, over several lines when one would be too long: a choice or an operand on each. */
export function layout(head: string, e: Expr): string {
  const line = `${head}${printExpr(e)}`;
  if (line.length <= wide + 10 || line.includes('\n')) return line;
  const rows =
    e.kind === 'ternary'
      ? choices(e, head.length)
      : e.kind === 'binary'
        ? filled(operands(e), head.length)
        : [printExpr(e)];
  return rows.map((row, i) => (i === 0 ? `${head}${row}` : `    ${row}`)).join('\n');
}

/** One row for each value with its condition, or two where that would be too long behind `before` columns. */
function choices(e: Expr, before = 4): string[] {
  if (e.kind !== 'ternary') return [printExpr(e)];
  const [cond, chosen] = [printCondition(e.cond), printBranch(e.a)];
  const first = before + cond.length + chosen.length > wide ? [cond, `? ${chosen}`] : [`${cond} ? ${chosen}`];
  return [...first, ...choices(e.b).map((row, i) => (i === 0 ? `: ${row}` : row))];
}

function operands(e: Extract<Expr, { kind: 'binary' }>): string[] {
  const left = e.a.kind === 'binary' && e.a.op === e.op ? operands(e.a) : [printOperand(e.a, e.op, false)];
  return [...left.slice(0, -1), `${left.at(-1)} ${e.op}`, printOperand(e.b, e.op, true)];
}

/** As many operands on each row as fit. */
function filled(parts: readonly string[], before: number): string[] {
  const rows: string[] = [];
  for (const part of parts) {
    const last = rows.at(-1);
    const used = (last?.length ?? 0) + (rows.length === 1 ? before : 4);
    if (last !== undefined && used + part.length < wide) rows[rows.length - 1] = `${last} ${part}`;
    else rows.push(part);
  }
  return rows;
}

/** `8'd200`, `32'hdeadbeef`, `1'b0`, `-8'sd3`. */
function printLiteral(width: number, value: bigint, signed: boolean): string {
  if (signed) {
    const number = BigInt.asIntN(width, value);
    // The most negative number has no positive twin: -8'sd128 would read 8'sd128 as -128 and negate it.
    if (number === -(1n << BigInt(width - 1))) return `${width}'sh${value.toString(16)}`;
    return number < 0n ? `-${width}'sd${-number}` : `${width}'sd${number}`;
  }
  if (width === 1) return `1'b${value}`;
  return value < 1024n ? `${width}'d${value}` : `${width}'h${value.toString(16)}`;
}

function printList(parts: readonly string[]): string {
  const line = `{${parts.join(', ')}}`;
  if (line.length <= wide) return line;
  const rows: string[] = [];
  let row = '';
  for (const text of parts) {
    if (row && row.length + text.length > wide - 20) {
      rows.push(`${row},`);
      row = '';
    }
    row = row ? `${row}, ${text}` : text;
  }
  return `{\n    ${[...rows, row].join('\n    ')}\n  }`;
}

/** `i*8`: positions read better without blanks around the product. */
function printOffset(e: Expr): string {
  if (e.kind === 'binary' && e.op === '*') return `${printAtom(e.a)}*${printAtom(e.b)}`;
  if (e.kind === 'binary' && e.op === '+') return `${printOffset(e.a)} + ${printOffset(e.b)}`;
  return printExpr(e);
}

/** In parentheses unless it is one word: `-8'sd3` is two. */
const printAtom = (e: Expr): string =>
  e.kind === 'binary' || e.kind === 'ternary' || e.kind === 'unary' ? `(${printExpr(e)})` : printExpr(e);

const printCondition = (e: Expr): string =>
  e.kind === 'ternary' || (e.kind === 'binary' && !comparison.has(e.op)) ? `(${printExpr(e)})` : printExpr(e);

const printBranch = (e: Expr, last = false): string =>
  e.kind === 'ternary' && !last ? `(${printExpr(e)})` : printExpr(e);

function printOperand(e: Expr, parent: BinaryOp, right: boolean): string {
  const text = printExpr(e);
  if (e.kind === 'ternary') return `(${text})`;
  // In a wider sum or product the minus would count as an operation on too few bits; the cast lets it act alone.
  if (e.kind === 'literal' && text.startsWith('-') && arithmetic.has(parent)) return `$signed(${text})`;
  // `a & &b` is legal and unreadable.
  if (e.kind === 'unary') return e.op === '~' || e.op === '!' ? text : `(${text})`;
  if (e.kind !== 'binary') return text;
  if (e.op === parent) return right && !associative.has(parent) ? `(${text})` : text;
  const looser = precedence[e.op] < precedence[parent];
  const equal = precedence[e.op] === precedence[parent];
  if (looser || (equal && (right || !arithmetic.has(parent)))) return `(${text})`;
  return isClear(e.op, parent) ? text : `(${text})`;
}

/** Pairs whose precedence every reader knows: sums of products, comparisons of sums, conditions of comparisons. */
const isClear = (child: BinaryOp, parent: BinaryOp): boolean =>
  arithmetic.has(parent) ||
  (comparison.has(parent) && arithmetic.has(child)) ||
  ((parent === '&&' || parent === '||') && comparison.has(child));

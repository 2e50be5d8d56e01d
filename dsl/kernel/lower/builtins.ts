import { bit, div, rem, roundShr, sat, wrap } from '../arithmetic.js';
import type { ts } from '../front/typescript.js';
import { type Binary, rangeOfType } from '../range.js';
import { formOf } from './fit.js';
import { constant, type Env, type Item, itemOf, type Num } from './item.js';
import { spread } from './literals.js';
import { cast, operate } from './numbers.js';
import { checkShift } from './operators.js';
import { locAt, refuse, textOf, type Work } from './work.js';

export type Builtin = (work: Work, env: Env, node: ts.CallExpression) => Item;

let table: ReadonlyMap<unknown, Builtin> | undefined;

/** Functions that are hardware, by what they are called in TypeScript, whatever the name they were imported under. */
export function builtins(): ReadonlyMap<unknown, Builtin> {
  table ??= new Map<unknown, Builtin>([
    [Math.min, folded('min')],
    [Math.max, folded('max')],
    [Math.abs, (work, env, node) => one(work, env, node, 'abs', Math.abs)],
    [Math.trunc, truncated],
    [Math.floor, (work, env, node) => ofConstant(work, env, node, Math.floor, `x >> n is x / 2^n, rounded down`)],
    [Math.round, (work, env, node) => ofConstant(work, env, node, Math.round, 'roundShr(x, n) is x / 2^n, rounded')],
    [sat, cut('sat')],
    [wrap, cut('wrap')],
    [div, pair('div')],
    [rem, pair('rem')],
    [roundShr, rounded],
    [bit, bitAt],
  ]);
  return table;
}

/** The arguments, as many whole numbers as there are to be. */
function numbers(work: Work, env: Env, node: ts.CallExpression, count: number): Num[] {
  if (node.arguments.length !== count)
    refuse(
      work,
      env,
      node,
      `${textOf(env, node.expression)} of ${node.arguments.length} arguments`,
      `give it ${count}`,
    );
  return node.arguments.map(arg => number(work, env, arg));
}

function number(work: Work, env: Env, arg: ts.Expression): Num {
  const item = work.expression(arg, env);
  if (item.kind === 'num' && !item.bool) return item;
  return refuse(work, env, arg, `${textOf(env, arg)} is ${formOf(item)}`, 'a whole number is needed here');
}

function one(work: Work, env: Env, node: ts.CallExpression, op: 'abs', of: (value: number) => number): Item {
  const [arg] = node.arguments;
  const item = arg && work.expression(arg, env);
  if (item?.kind === 'host' && typeof item.value === 'number') return itemOf(of(item.value));
  return operate(work, op, numbers(work, env, node, 1), locAt(work, env.home, node));
}

const folded =
  (op: 'min' | 'max'): Builtin =>
  (work, env, node) => {
    const [first, ...rest] = node.arguments.flatMap(arg => each(work, env, arg));
    if (!first) return refuse(work, env, node, `${op} of nothing`, 'give it two numbers');
    return rest.reduce((a, b) => operate(work, op, [a, b], locAt(work, env.home, node)), first);
  };

/** `...x` stands for all elements. */
function each(work: Work, env: Env, arg: ts.Expression): Num[] {
  if (!work.ts.isSpreadElement(arg)) return [number(work, env, arg)];
  const items = spread(work, arg.expression, env);
  return items.map(item =>
    item.kind === 'num'
      ? item
      : refuse(work, env, arg, `${textOf(env, arg)} holds ${formOf(item)}`, 'an array of numbers'),
  );
}

const pair =
  (op: Binary): Builtin =>
  (work, env, node) =>
    operate(work, op, numbers(work, env, node, 2), locAt(work, env.home, node));

/** `Math.trunc(a / b)` is the division of whole numbers. */
function truncated(work: Work, env: Env, node: ts.CallExpression): Item {
  const { ts } = work;
  let [arg] = node.arguments;
  while (arg && ts.isParenthesizedExpression(arg)) arg = arg.expression;
  if (arg && ts.isBinaryExpression(arg) && arg.operatorToken.kind === ts.SyntaxKind.SlashToken) {
    const nums = [arg.left, arg.right].map(side => work.expression(side, env));
    if (nums.every((num): num is Num => num.kind === 'num' && !num.bool))
      return operate(work, 'div', nums, locAt(work, env.home, node));
  }
  return ofConstant(work, env, node, Math.trunc, 'Math.trunc(a / b) or div(a, b), of whole numbers');
}

function ofConstant(work: Work, env: Env, node: ts.CallExpression, of: (value: number) => number, help: string): Item {
  const [arg] = node.arguments;
  const item = arg && work.expression(arg, env);
  if (item?.kind === 'host' && typeof item.value === 'number') return itemOf(of(item.value));
  if (item?.kind === 'num' && !item.bool) return item;
  return refuse(work, env, node, textOf(env, node), help);
}

const cut =
  (op: 'sat' | 'wrap'): Builtin =>
  (work, env, node) => {
    const [value, to] = node.arguments;
    const type = to && work.expression(to, env);
    const made = type?.kind === 'host' ? (type.value as { kind?: unknown; width?: unknown } | null) : undefined;
    if (!value || !to || (made?.kind !== 'uint' && made?.kind !== 'sint'))
      return refuse(work, env, node, `${op} without a type`, `${op}(x, i8), ${op}(x, uint(12))`);
    const range = rangeOfType({ signed: made.kind === 'sint', width: Number(made.width) });
    return cast(work, op, number(work, env, value), range, locAt(work, env.home, node));
  };

/** Half is added before the shift: `(x + (1 << n - 1)) >> n`, and for n = 0 nothing. */
function rounded(work: Work, env: Env, node: ts.CallExpression): Item {
  const loc = locAt(work, env.home, node);
  const [value, by] = numbers(work, env, node, 2) as [Num, Num];
  checkShift(work, env, node.arguments[1]!, by);
  const size = operate(work, 'shl', [constant(1n), by], loc);
  const half = operate(work, 'shr', [size, constant(1n)], loc);
  return operate(work, 'shr', [operate(work, 'add', [value, half], loc), by], loc);
}

function bitAt(work: Work, env: Env, node: ts.CallExpression): Item {
  const loc = locAt(work, env.home, node);
  const [value, index] = numbers(work, env, node, 2) as [Num, Num];
  checkShift(work, env, node.arguments[1]!, index);
  return operate(work, 'and', [operate(work, 'shr', [value, index], loc), constant(1n)], loc);
}

import type { ts } from '../front/typescript.js';
import { type Binary, showRange } from '../range.js';
import { formOf } from './fit.js';
import { type Env, type Item, isConstant, itemOf, type Num } from './item.js';
import { operate } from './numbers.js';
import { locAt, refuse, textOf, type Work } from './work.js';

const operators: Readonly<Record<string, Binary>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'shl',
  '>>': 'shr',
  '===': 'eq',
  '!==': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
};

/** Operators that hardware has in another form, with what to write. */
const others: Readonly<Record<string, (a: string, b: string) => string>> = {
  '/': (a, b) =>
    `div(${a}, ${b}) rounds towards zero, ${a} >> n is divided by 2^n and rounded down, roundShr(${a}, n) to the nearest`,
  '%': (a, b) => `rem(${a}, ${b}), or for a power of two ${a} & (n - 1)`,
  '**': (a, b) => `${a} * ${a}, or for powers of two 1 << ${b}`,
  '==': (a, b) => `${a} === ${b}`,
  '!=': (a, b) => `${a} !== ${b}`,
  '>>>': (a, b) => `${a} >> ${b}, which is the same for what is not negative`,
  '??': a => `${a} alone: nothing is undefined here`,
};

type Operand = readonly [node: ts.Expression, item: Item];

/** A shift by more would be a mistake, such as by a variable that has not been bounded. */
const furthest = 1000n;

/** An operator of two operands; of constants it is worked out, fractions and all. */
export function binaryOf(work: Work, env: Env, at: ts.Expression, token: ts.Node, left: Operand, right: Operand): Item {
  const text = token
    .getText(env.home.tree)
    .replace(/^(.+)=$/, (whole, op) => (whole in operators || whole in others ? whole : op));
  const [a, b] = [left[1], right[1]];
  const known = calculated(text, a, b);
  if (known !== undefined) return known;
  const op = operators[text];
  if (op === undefined) {
    const help =
      others[text]?.(textOf(env, left[0]), textOf(env, right[0])) ?? 'numbers have + - * << >> & | ^ and comparisons';
    return refuse(work, env, token, `the operator ${text}`, help);
  }
  for (const [node, item] of [left, right]) {
    const equality = op === 'eq' || op === 'ne' || op === 'and' || op === 'or' || op === 'xor';
    if (item.kind !== 'num')
      return refuse(work, env, node, `${textOf(env, node)} is ${formOf(item)}, an operand of ${text}`, helpFor(item));
    if (item.bool && !(equality && (a as Num).bool && (b as Num).bool))
      return refuse(
        work,
        env,
        node,
        `${textOf(env, node)} is true or false, an operand of ${text}`,
        `(${textOf(env, node)} ? 1 : 0) is a number`,
      );
  }
  const nums = [a as Num, b as Num];
  if (op === 'shl' || op === 'shr') checkShift(work, env, right[0], nums[1]!);
  return operate(work, op, nums, locAt(work, env.home, at));
}

const helpFor = (item: Item): string =>
  item.kind === 'host' && typeof item.value === 'number'
    ? 'scale it to a whole number: Math.round(0.7071 * 2 ** 14), and shift the product'
    : 'operators are for numbers';

/** Refuses a shift by less than nothing, or by more than anything needs. */
export function checkShift(work: Work, env: Env, at: ts.Expression, by: Num): void {
  const range = work.cells.range(by);
  if (range.min >= 0n && range.max <= furthest) return;
  refuse(
    work,
    env,
    at,
    `a shift by ${textOf(env, at)}, which is ${showRange(range)}`,
    `0 to ${furthest} bits; bound it with a type: const n: u5 = ...`,
  );
}

const constantOf = (item: Item): number | undefined =>
  isConstant(item) && !item.bool
    ? Number(item.range.min)
    : item.kind === 'host' && typeof item.value === 'number'
      ? item.value
      : undefined;

/** Constants may be fractions and be divided: it all happens while the kernel is built. Exact where both are whole. */
function calculated(op: string, a: Item, b: Item): Item | undefined {
  if (a.kind === 'host' && b.kind === 'host' && typeof a.value === 'string' && typeof b.value === 'string')
    return op === '===' ? itemOf(a.value === b.value) : op === '!==' ? itemOf(a.value !== b.value) : undefined;
  const [x, y] = [constantOf(a), constantOf(b)];
  if (x === undefined || y === undefined) return undefined;
  const whole = a.kind === 'num' && b.kind === 'num';
  if (op === '**' && whole && y >= 0) return itemOf((a as Num).range.min ** (b as Num).range.min);
  const of = divisions[op] ?? (whole ? undefined : fractions[op]);
  return of ? itemOf(of(x, y)) : undefined;
}

const divisions: Readonly<Record<string, (x: number, y: number) => number>> = {
  '/': (x, y) => x / y,
  '%': (x, y) => x % y,
  '**': (x, y) => x ** y,
};
const fractions: Readonly<Record<string, (x: number, y: number) => number | boolean>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
  '===': (x, y) => x === y,
  '!==': (x, y) => x !== y,
};

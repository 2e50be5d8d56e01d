import type { ts } from '../front/typescript.js';
import { checkIndex, elementOf, lengthOf, writeElement } from './arrays.js';
import { fitInt, formOf } from './fit.js';
import { constant, type Env, type Item, type List, type Num, nothing } from './item.js';
import { captured, nameItem, slotOf } from './names.js';
import { operate } from './numbers.js';
import { binaryOf } from './operators.js';
import { locAt, refuse, textOf, type Work } from './work.js';

/** `a = b`, `a += b`, `[a, b] = [b, a]`; worth what was assigned. */
export function assign(work: Work, env: Env, node: ts.BinaryExpression): Item {
  const { ts } = work;
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const item = work.expression(right, env);
    store(work, env, left, item, right);
    return item;
  }
  const item = binaryOf(
    work,
    env,
    node,
    operatorToken,
    [left, work.expression(left, env)],
    [right, work.expression(right, env)],
  );
  store(work, env, left, item, node);
  return item;
}

/** `i++` and its like. Worth the new value: an older one is refused where it would be used. */
export function step(work: Work, env: Env, node: ts.Expression, target: ts.Expression, operator: ts.SyntaxKind): Item {
  const before = work.expression(target, env);
  const used = work.ts.isPostfixUnaryExpression(node) && !work.ts.isExpressionStatement(node.parent);
  if (used) refuse(work, env, node, `${textOf(env, node)} within an expression`, 'a statement of its own');
  if (before.kind !== 'num')
    return refuse(work, env, node, `${textOf(env, target)} is ${formOf(before)}`, 'only numbers are counted');
  const op = operator === work.ts.SyntaxKind.PlusPlusToken ? 'add' : 'sub';
  const item = operate(work, op, [before, constant(1n)], locAt(work, env.home, node));
  store(work, env, target, item, node);
  return item;
}

/** Assigns to a variable, an element, or the parts of a pattern. */
export function store(work: Work, env: Env, target: ts.Expression, item: Item, from: ts.Expression): void {
  const { ts } = work;
  if (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target))
    store(work, env, target.expression, item, from);
  else if (ts.isIdentifier(target)) storeName(work, env, target, item, from);
  else if (ts.isElementAccessExpression(target)) {
    const object = work.expression(target.expression, env);
    const index = work.expression(target.argumentExpression, env);
    if (object.kind === 'list' && index.kind === 'num') storeElement(work, env, target, object, index, item, from);
    else refuse(work, env, target, `${textOf(env, target)} is assigned`, 'only elements of arrays of numbers are');
  } else if (ts.isArrayLiteralExpression(target)) {
    for (const [i, element] of target.elements.entries())
      if (!ts.isOmittedExpression(element)) store(work, env, element, partOf(work, env, target, item, i), from);
  } else
    refuse(
      work,
      env,
      target,
      `${textOf(env, target)} is assigned`,
      'fields do not change: make a new record { ...p, x: 1 }',
    );
}

function partOf(work: Work, env: Env, at: ts.Expression, item: Item, i: number): Item {
  if (item.kind === 'group' && item.tuple) return item.fields.get(String(i)) ?? nothing;
  if (item.kind === 'list' && lengthOf(work, env, at, item) > i)
    return elementOf(work, env, at, item, constant(BigInt(i)));
  return refuse(work, env, at, `element ${i} of ${formOf(item)}`, 'take apart a list of that length');
}

function storeName(work: Work, env: Env, target: ts.Identifier, item: Item, from: ts.Expression): void {
  const slot = slotOf(env, target.text);
  if (!slot) {
    captured(work, env, target);
    refuse(
      work,
      env,
      target,
      `${target.text} is assigned, and stands outside of the kernel`,
      'give it back as a result',
    );
    return;
  }
  if (!slot.mutable) refuse(work, env, target, `${target.text} is assigned, and is no let`, `declare it with let`);
  const before = slot.item;
  if (item.kind !== before.kind && before.kind !== 'nothing')
    refuse(
      work,
      env,
      target,
      `${target.text} is ${formOf(before)} and is assigned ${formOf(item)}`,
      'keep one form per variable',
    );
  const bound = work.cells.inLoopOf(slot);
  if (bound && holdsList(item))
    refuse(work, env, target, `${target.text} is assigned another array in a loop`, 'assign the elements one by one');
  const fitting =
    slot.type && item.kind === 'num' && !bound
      ? fitInt(work, { env, at: from, what: target.text }, item, slot.type)
      : item;
  slot.at = from;
  work.cells.write(slot, fitting);
  nameItem(work, target.text, fitting);
}

function storeElement(
  work: Work,
  env: Env,
  target: ts.ElementAccessExpression,
  list: List,
  index: Num,
  item: Item,
  from: ts.Expression,
): void {
  const [length, ...rest] = list.shape;
  if (rest.length > 0 || item.kind !== 'num' || item.bool !== list.store.bool) {
    refuse(work, env, target, `${textOf(env, target)} is assigned ${formOf(item)}`, 'assign its numbers one by one');
    return;
  }
  const { type } = list.store;
  const place = { env, at: from, what: textOf(env, target) };
  const value = type && !work.cells.inLoopOf(list.store) ? fitInt(work, place, item, type) : item;
  checkIndex(work, env, target.argumentExpression, index, length!, list.store.name);
  const offset = operate(work, 'add', [list.offset, index], locAt(work, env.home, target));
  writeElement(work, env, target, { ...list, shape: [], offset }, value);
  list.store.at = from;
}

const holdsList = (item: Item): boolean =>
  item.kind === 'list' || (item.kind === 'group' && [...item.fields.values()].some(holdsList));

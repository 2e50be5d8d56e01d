import type { ts } from '../front/typescript.js';
import { holds, isPoint, showBits, showRange, widest } from '../range.js';
import { elementOf, fresh, isArray, partsOf, tableOf } from './arrays.js';
import { assign, step } from './assign.js';
import { call, construct } from './call.js';
import { factsOf } from './facts.js';
import { formOf } from './fit.js';
import { constant, type Env, group, type Item, isConstant, itemOf, type List, type Num } from './item.js';
import { merge } from './merge.js';
import { lookUp } from './names.js';
import { operate, truth } from './numbers.js';
import { binaryOf } from './operators.js';
import { fail, locAt, refuse, textOf, type Work } from './work.js';

/** An expression, and what it is worth. */
export function expression(work: Work, node: ts.Expression, env: Env): Item {
  const item = lower(work, node, env);
  if (item.kind === 'num' && !holds(widest, item.range))
    refuse(work, env, node, `a number of ${showBits(item.range)}`, 'wrap(x, u32) or sat(x, i32) keep it small');
  if (item.kind === 'num' && item.id !== undefined && !work.texts.has(item.id))
    work.texts.set(item.id, textOf(env, node));
  return item;
}

function lower(work: Work, node: ts.Expression, env: Env): Item {
  const { ts } = work;
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node))
    return work.expression(node.expression, env);
  if (ts.isAsExpression(node)) return work.expression(node.expression, env);
  if (ts.isIdentifier(node)) return lookUp(work, env, node);
  if (ts.isNumericLiteral(node)) return literal(work, node, env);
  if (ts.isBigIntLiteral(node))
    return refuse(
      work,
      env,
      node,
      'bigint in a kernel',
      `numbers are of any size here: write ${node.text.slice(0, -1)}`,
    );
  if (node.kind === ts.SyntaxKind.TrueKeyword) return truth(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return truth(false);
  if (ts.isPrefixUnaryExpression(node)) return prefix(work, node, env);
  if (ts.isPostfixUnaryExpression(node)) return step(work, env, node, node.operand, node.operator);
  if (ts.isBinaryExpression(node)) return binary(work, node, env);
  if (ts.isConditionalExpression(node)) return conditional(work, node, env);
  if (ts.isElementAccessExpression(node)) return element(work, node, env);
  if (ts.isPropertyAccessExpression(node)) return property(work, node, env);
  if (ts.isCallExpression(node)) return call(work, node, env);
  if (ts.isNewExpression(node)) return construct(work, node, env);
  if (ts.isArrayLiteralExpression(node)) return arrayLiteral(work, node, env);
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(work, node, env);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: 'local', node, env };
  if (ts.isStringLiteralLike(node)) return { kind: 'host', value: node.text };
  return refuse(
    work,
    env,
    node,
    `${textOf(env, node)} is no expression of a kernel`,
    'numbers, arrays, records, operators and calls',
  );
}

/** A number as JavaScript has it, which for many digits is not as it is written. */
function literal(work: Work, node: ts.NumericLiteral, env: Env): Item {
  const value = Number(node.text);
  if (/^\d+$/.test(node.text) && BigInt(node.text) !== BigInt(value))
    refuse(work, env, node, `${textOf(env, node)} is ${value} in JavaScript`, 'put it together: (high << 32) + low');
  return itemOf(value);
}

/** An expression that has to be a whole number; a truth value is none. */
export function numberOf(work: Work, node: ts.Expression, env: Env): Num {
  const item = work.expression(node, env);
  if (item.kind === 'num' && !item.bool) return item;
  if (item.kind === 'num')
    return refuse(
      work,
      env,
      node,
      `${textOf(env, node)} is true or false`,
      `(${textOf(env, node)} ? 1 : 0) is a number`,
    );
  const fraction = item.kind === 'host' && typeof item.value === 'number';
  return refuse(
    work,
    env,
    node,
    `${textOf(env, node)} is ${formOf(item)}`,
    fraction
      ? 'scale it to a whole number: Math.round(0.7071 * 2 ** 14), and shift the product'
      : 'a whole number is needed here',
  );
}

/** An expression that is asked for true or false; a number stands for whether it is not 0. */
export function conditionOf(work: Work, node: ts.Expression, env: Env): Num {
  const item = work.expression(node, env);
  if (item.kind === 'num' && item.bool) return item;
  if (item.kind === 'num') return operate(work, 'ne', [item, constant(0n)], locAt(work, env.home, node));
  if (item.kind === 'host' || item.kind === 'nothing') return truth(Boolean(item.kind === 'host' && item.value));
  return refuse(
    work,
    env,
    node,
    `${textOf(env, node)} is ${formOf(item)}, and a condition is needed`,
    'compare it: a < b',
  );
}

/** Whether a condition is the same for all numbers that can occur: true, false, or not decided. */
export function decided(work: Work, condition: Num): boolean | undefined {
  const range = work.cells.range(condition);
  return isPoint(range) ? range.min === 1n : undefined;
}

function prefix(work: Work, node: ts.PrefixUnaryExpression, env: Env): Item {
  const { SyntaxKind } = work.ts;
  const loc = locAt(work, env.home, node);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return operate(work, 'eq', [conditionOf(work, node.operand, env), truth(false)], loc);
    case SyntaxKind.MinusToken: {
      const item = work.expression(node.operand, env);
      if (item.kind === 'host' && typeof item.value === 'number') return itemOf(-item.value);
      return operate(work, 'neg', [numberOf(work, node.operand, env)], loc);
    }
    case SyntaxKind.TildeToken:
      return operate(work, 'not', [numberOf(work, node.operand, env)], loc);
    case SyntaxKind.PlusToken:
      return refuse(work, env, node, 'a plus in front', 'leave it out, or write (c ? 1 : 0) for a truth value');
    default:
      return step(work, env, node, node.operand, node.operator);
  }
}

function binary(work: Work, node: ts.BinaryExpression, env: Env): Item {
  const { SyntaxKind } = work.ts;
  const { kind } = node.operatorToken;
  if (kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment) return assign(work, env, node);
  if (kind === SyntaxKind.AmpersandAmpersandToken) return shortCut(work, node, env, true);
  if (kind === SyntaxKind.BarBarToken) return shortCut(work, node, env, false);
  const a = work.expression(node.left, env);
  const b = work.expression(node.right, env);
  return binaryOf(work, env, node, node.operatorToken, [node.left, a], [node.right, b]);
}

/** `a && b`, `a || b`: what `a` tells is known in `b`. */
function shortCut(work: Work, node: ts.BinaryExpression, env: Env, and: boolean): Num {
  const a = conditionOf(work, node.left, env);
  const fixed = decided(work, a);
  if (fixed !== undefined) return fixed === and ? conditionOf(work, node.right, env) : truth(!and);
  const { cells } = work;
  const { result, after } = cells.record('branch', () => {
    cells.learn(factsOf(work, a, and, cells.known));
    return conditionOf(work, node.right, env);
  });
  if (after.size > 0)
    refuse(
      work,
      env,
      node.right,
      'an assignment on the right of && or ||',
      'put it in an if, which says when it happens',
    );
  return operate(work, and ? 'and' : 'or', [a, result], locAt(work, env.home, node));
}

function conditional(work: Work, node: ts.ConditionalExpression, env: Env): Item {
  const condition = conditionOf(work, node.condition, env);
  const fixed = decided(work, condition);
  if (fixed !== undefined) return work.expression(fixed ? node.whenTrue : node.whenFalse, env);
  const { cells } = work;
  const side = (value: ts.Expression, holds: boolean) => {
    const { result, after } = cells.record('branch', () => {
      cells.learn(factsOf(work, condition, holds, cells.known));
      return { item: work.expression(value, env), known: cells.known };
    });
    if (after.size > 0) refuse(work, env, value, 'an assignment in a side of ? :', 'write it as if and else');
    return result;
  };
  return merge(work, env, node, condition, side(node.whenTrue, true), side(node.whenFalse, false));
}

function element(work: Work, node: ts.ElementAccessExpression, env: Env): Item {
  const object = work.expression(node.expression, env);
  return elementAt(work, env, node, object, work.expression(node.argumentExpression, env));
}

/** `object[key]`. */
export function elementAt(work: Work, env: Env, node: ts.ElementAccessExpression, object: Item, key: Item): Item {
  const at = node.argumentExpression;
  if (object.kind === 'host' && (key.kind === 'host' || (isConstant(key) && !isArray(object.value))))
    return itemOf(
      (object.value as Record<string, unknown>)[key.kind === 'host' ? String(key.value) : String(key.range.min)],
    );
  if (object.kind === 'host' && isConstant(key)) {
    const table = object.value as ArrayLike<unknown>;
    const index = Number(key.range.min);
    if (index >= 0 && index < table.length) return itemOf(table[index]);
  }
  const list = object.kind === 'host' ? tableOf(work, node, object.value) : object;
  if (key.kind !== 'num' || key.bool)
    return refuse(work, env, at, `the index ${textOf(env, at)} is ${formOf(key)}`, 'an index is a whole number');
  if (list?.kind === 'list') return elementOf(work, env, at, list, key);
  if (object.kind === 'group' && object.tuple) {
    const found = isConstant(key) ? object.fields.get(String(key.range.min)) : undefined;
    if (found) return found;
    if (isConstant(key))
      return fail(work, env, at, {
        code: 'HW044',
        message: `the index is ${key.range.min}, and there are ${object.fields.size} elements`,
        help: `an index from 0 to ${object.fields.size - 1}`,
      });
    return among(work, env, node, [...object.fields.values()], key);
  }
  if (object.kind === 'host' && isArray(object.value))
    return among(work, env, node, Array.from(object.value, recordOf), key);
  return refuse(
    work,
    env,
    node.expression,
    `${textOf(env, node.expression)} is ${formOf(object)}`,
    'only arrays have elements',
  );
}

/** One of several records, by an index that varies: each field is one of an array of its own. */
function among(work: Work, env: Env, node: ts.ElementAccessExpression, items: readonly Item[], key: Num): Item {
  const at = node.argumentExpression;
  const [first] = items;
  const list = arrayFrom(work, node, items);
  if (list.kind === 'list') return elementOf(work, env, at, list, key);
  const names = first?.kind === 'group' ? [...first.fields.keys()] : [];
  const alike = items.every(item => item.kind === 'group' && [...item.fields.keys()].join() === names.join());
  if (first?.kind === 'group' && alike) {
    const parts = names.map(name => items.map(item => (item as typeof first).fields.get(name)!));
    return group(
      parts.map((part, i) => [names[i]!, among(work, env, node, part, key)] as const),
      first.tuple,
    );
  }
  const varying = showRange(work.cells.range(key));
  return refuse(work, env, at, `an index that varies (${varying}) into a list of different things`, 'unroll the loop');
}

/** A plain object of TypeScript as a record. */
function recordOf(value: unknown): Item {
  const plain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return plain
    ? group(
        Object.entries(value).map(([name, part]) => [name, recordOf(part)] as const),
        false,
      )
    : itemOf(value);
}

function property(work: Work, node: ts.PropertyAccessExpression, env: Env): Item {
  const object = work.expression(node.expression, env);
  return propertyOf(work, env, node, object);
}

export function propertyOf(work: Work, env: Env, node: ts.PropertyAccessExpression, object: Item): Item {
  const name = node.name.text;
  if (object.kind === 'host' && object.value !== null) return itemOf((object.value as Record<string, unknown>)[name]);
  if (name === 'length') {
    if (object.kind === 'list') return constant(BigInt(lengthOf(work, env, node, object)));
    if (object.kind === 'group' && object.tuple) return constant(BigInt(object.fields.size));
  }
  const found = object.kind === 'group' ? object.fields.get(name) : undefined;
  return (
    found ??
    refuse(
      work,
      env,
      node.name,
      `${textOf(env, node.expression)} has no ${name} in a kernel`,
      `it is ${formOf(object)}`,
    )
  );
}

/** The length of an array; one that is to follow from the indices cannot be asked for. */
export function lengthOf(work: Work, env: Env, node: ts.Node, list: List): number {
  if (list.store.used)
    fail(work, env, node, {
      code: 'HW042',
      message: `the length of ${list.store.name ?? 'the array'} is not known`,
      help: 'give it in the type: Arr<i8, 9>',
    });
  return list.shape[0]!;
}

function arrayLiteral(work: Work, node: ts.ArrayLiteralExpression, env: Env): Item {
  const { ts } = work;
  const parts = node.elements.map(element => ({
    items: ts.isSpreadElement(element) ? spread(work, element.expression, env) : [work.expression(element, env)],
    // Another name for an array goes on meaning that array.
    named: ts.isIdentifier(element) || ts.isElementAccessExpression(element) || ts.isPropertyAccessExpression(element),
  }));
  const items = parts.flatMap(part => part.items);
  return parts.some(part => part.named && part.items[0]!.kind === 'list')
    ? tupleOf(items)
    : arrayFrom(work, node, items);
}

const tupleOf = (items: readonly Item[]): Item =>
  group(
    items.map((item, i) => [String(i), item]),
    true,
  );

/** What `...x` stands for in a list. */
export function spread(work: Work, node: ts.Expression, env: Env): Item[] {
  const item = work.expression(node, env);
  if (item.kind === 'group' && item.tuple) return [...item.fields.values()];
  const list = item.kind === 'host' ? tableOf(work, node, item.value) : item;
  if (list?.kind !== 'list')
    return refuse(work, env, node, `${textOf(env, node)} is ${formOf(item)}`, 'only arrays are spread in a list');
  const length = lengthOf(work, env, node, list);
  const parts = partsOf(work, env, node, list);
  if (list.shape.length === 1) return parts;
  const size = parts.length / length;
  return Array.from({ length }, (_, i) =>
    fresh(work, node, list.shape.slice(1), parts.slice(i * size, (i + 1) * size)),
  );
}

/** Numbers make an array, arrays of one form one of more dimensions, anything else a tuple. */
export function arrayFrom(work: Work, node: ts.Expression, items: readonly Item[]): Item {
  const [first] = items;
  const nums = (list: readonly Item[]): list is readonly Num[] =>
    list.every(item => item.kind === 'num' && item.bool === (first as Num).bool);
  if (first?.kind === 'num' && nums(items)) return fresh(work, node, [items.length], items);
  const lists = items as readonly List[];
  if (
    first?.kind === 'list' &&
    lists.every(({ kind, shape }) => kind === 'list' && shape.join() === first.shape.join())
  ) {
    const rows = lists.map(list =>
      list.store.item.kind === 'parts' && isPoint(list.offset.range) ? rowOf(list) : undefined,
    );
    if (rows.every(row => row !== undefined) && rows.flat().every(part => part!.bool === rows[0]![0]!.bool))
      return fresh(work, node, [items.length, ...first.shape], rows.flat() as Num[]);
  }
  return tupleOf(items);
}

function rowOf({ store, shape, offset }: List): Num[] | undefined {
  if (store.item.kind !== 'parts') return undefined;
  const start = Number(offset.range.min);
  return store.item.parts.slice(start, start + shape.reduce((a, b) => a * b, 1));
}

function objectLiteral(work: Work, node: ts.ObjectLiteralExpression, env: Env): Item {
  const { ts } = work;
  const fields = new Map<string, Item>();
  for (const part of node.properties) {
    if (ts.isPropertyAssignment(part) && ts.isIdentifier(part.name))
      fields.set(part.name.text, work.expression(part.initializer, env));
    else if (ts.isShorthandPropertyAssignment(part)) fields.set(part.name.text, lookUp(work, env, part.name));
    else if (ts.isSpreadAssignment(part)) {
      const item = work.expression(part.expression, env);
      if (item.kind !== 'group' || item.tuple)
        return refuse(
          work,
          env,
          part,
          `${textOf(env, part.expression)} is ${formOf(item)}`,
          'only records are spread in a record',
        );
      for (const [name, value] of item.fields) fields.set(name, value);
    } else return refuse(work, env, part, `${textOf(env, part)} in a record`, 'write { name: value }');
  }
  return group(fields, false);
}

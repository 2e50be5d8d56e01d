import type { ts } from '../front/typescript.js';
import { showRange } from '../range.js';
import { elementOf, isArray, lengthOf, tableOf } from './arrays.js';
import { formOf } from './fit.js';
import { constant, type Env, group, type Item, isConstant, itemOf, type Num } from './item.js';
import { arrayFrom } from './literals.js';
import { fail, refuse, textOf, type Work } from './work.js';

export function element(work: Work, node: ts.ElementAccessExpression, env: Env): Item {
  const object = work.expression(node.expression, env);
  return elementAt(work, env, node, object, work.expression(node.argumentExpression, env));
}

/** `object[key]`. */
function elementAt(work: Work, env: Env, node: ts.ElementAccessExpression, object: Item, key: Item): Item {
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

export function property(work: Work, node: ts.PropertyAccessExpression, env: Env): Item {
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

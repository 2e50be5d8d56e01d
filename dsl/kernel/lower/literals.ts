import type { ts } from '../front/typescript.js';
import { isPoint } from '../range.js';
import { fresh, lengthOf, partsOf, tableOf } from './arrays.js';
import { formOf } from './fit.js';
import { type Env, group, type Item, type List, type Num } from './item.js';
import { lookUp } from './names.js';
import { refuse, textOf, type Work } from './work.js';

export function arrayLiteral(work: Work, node: ts.ArrayLiteralExpression, env: Env): Item {
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

export function objectLiteral(work: Work, node: ts.ObjectLiteralExpression, env: Env): Item {
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

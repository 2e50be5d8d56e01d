import type { ts } from '../front/typescript.js';
import { definitionOf } from '../registry.js';
import { lengthOf } from './arrays.js';
import { formOf } from './fit.js';
import { inline } from './inline.js';
import { constant, type Env, type Item, isConstant } from './item.js';
import { arrayFrom, spread } from './literals.js';
import { callLocal } from './local.js';
import { refuse, textOf, type Work } from './work.js';

export interface Unfilled {
  readonly length: number;
}

/** `new Array(n)`, which means something only with `.fill` behind it. */
export function construct(work: Work, node: ts.NewExpression, env: Env): Item {
  const target = work.expression(node.expression, env);
  const [size, ...more] = node.arguments ?? [];
  const length = size && work.expression(size, env);
  if (target.kind === 'host' && target.value === Array && length && isConstant(length) && more.length === 0)
    return { kind: 'host', value: { length: Number(length.range.min), fill } };
  return refuse(work, env, node, textOf(env, node), 'new Array(16).fill(0), or a list [0, 0, 0]');
}

/** Stands for the method of an array that has no elements yet. */
export const fill = (): void => {};

export function filled(work: Work, env: Env, node: ts.CallExpression, { length }: Unfilled): Item {
  const [value, ...more] = node.arguments;
  const item = value && work.expression(value, env);
  if (item?.kind !== 'num' || more.length > 0)
    return refuse(work, env, node, `fill with ${item ? formOf(item) : 'nothing'}`, 'new Array(16).fill(0)');
  return arrayFrom(work, node, new Array<Item>(length).fill(item));
}

/** `Array.from({ length: n }, (_, i) => ...)`, `Array.from(x, v => ...)`. */
export function arrayOf(work: Work, env: Env, node: ts.CallExpression): Item {
  const [from, map] = node.arguments;
  const source = from && work.expression(from, env);
  const count = source?.kind === 'group' && !source.tuple ? source.fields.get('length') : undefined;
  if (from && source && !count && (source.kind === 'list' || source.kind === 'host'))
    return eachOf(work, env, node, spread(work, from, env), map);
  if (!count || !isConstant(count))
    return refuse(
      work,
      env,
      node,
      'an array of a length that is no constant',
      'Array.from({ length: 9 }, (_, i) => ...)',
    );
  const items = Array.from({ length: Number(count.range.min) }, () => constant(0n));
  return eachOf(work, env, node, items, map);
}

function eachOf(
  work: Work,
  env: Env,
  node: ts.CallExpression,
  items: readonly Item[],
  map: ts.Expression | undefined,
): Item {
  if (!map) return arrayFrom(work, node, items);
  const fn = work.expression(map, env);
  return arrayFrom(
    work,
    node,
    items.map((item, i) => applied(work, env, node, fn, [item, constant(BigInt(i))])),
  );
}

function applied(work: Work, env: Env, node: ts.CallExpression, fn: Item, args: readonly Item[]): Item {
  if (fn.kind === 'local') return callLocal(work, env, node, fn, args.slice(0, Math.max(fn.node.parameters.length, 0)));
  const kernel = fn.kind === 'host' ? definitionOf(fn.value) : undefined;
  if (kernel)
    return inline(
      work,
      env,
      node,
      kernel,
      args.slice(0, 1).map(arg => [node, arg] as const),
    );
  return refuse(work, env, node, `${formOf(fn)} for each element`, 'an arrow function: x => x + 1');
}

/** Methods of arrays; all are written out, an element at a time. */
export function method(
  work: Work,
  env: Env,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  object: Item,
): Item {
  const name = callee.name.text;
  if (object.kind === 'list') lengthOf(work, env, callee, object);
  const [first, second] = node.arguments;
  const items = spread(work, callee.expression, env);
  const fn = (): Item =>
    first ? work.expression(first, env) : refuse(work, env, node, `${name} of nothing`, `give it a function`);
  const index = (i: number): Item => constant(BigInt(i));
  switch (name) {
    case 'map':
      return eachOf(work, env, node, items, first);
    case 'reduce': {
      const [start, ...rest] = second ? [work.expression(second, env), ...items] : items;
      const skipped = items.length - rest.length;
      const reducer = fn();
      return rest.reduce<Item>(
        (all, item, i) => applied(work, env, node, reducer, [all, item, index(i + skipped)]),
        start!,
      );
    }
    case 'slice': {
      const ends = node.arguments.map(arg => work.expression(arg, env));
      if (!ends.every(isConstant)) return refuse(work, env, node, 'a slice that varies', 'constant ends');
      const [from, to] = ends.map(end => Number(isConstant(end) ? end.range.min : 0n));
      return arrayFrom(work, node, items.slice(from, to));
    }
    default:
      return refuse(
        work,
        env,
        callee.name,
        `the method ${name} of an array`,
        'a loop over unroll(n), or map, reduce, slice',
      );
  }
}

import { frameOf } from '../front/home.js';
import type { ts } from '../front/typescript.js';
import { definitionOf } from '../registry.js';
import { builtins } from './builtins.js';
import { arrayFrom, lengthOf, propertyOf, spread } from './expression.js';
import { formOf } from './fit.js';
import { inline } from './inline.js';
import { constant, type Env, type Item, isConstant, itemOf, type Local } from './item.js';
import { bindParameters } from './pattern.js';
import { child, fail, refuse, textOf, type Work } from './work.js';

/** A call: of a function of the language, of another kernel, of a function within the kernel, or of one that gives constants. */
export function call(work: Work, node: ts.CallExpression, env: Env): Item {
  const { ts } = work;
  const { expression: callee } = node;
  if (ts.isPropertyAccessExpression(callee)) {
    const object = work.expression(callee.expression, env);
    if (object.kind === 'list' || (object.kind === 'group' && object.tuple))
      return method(work, env, node, callee, object);
    const target = propertyOf(work, env, callee, object);
    return invoke(work, env, node, target, object.kind === 'host' ? object.value : undefined);
  }
  return invoke(work, env, node, work.expression(callee, env), undefined);
}

function invoke(work: Work, env: Env, node: ts.CallExpression, target: Item, self: unknown): Item {
  const { ts } = work;
  if (target.kind === 'local') {
    const args = node.arguments.map(arg => work.expression(arg, env));
    return callLocal(work, env, node, target, args);
  }
  if (target.kind !== 'host' || typeof target.value !== 'function')
    return refuse(
      work,
      env,
      node,
      `${textOf(env, node.expression)} is ${formOf(target)}, and is called`,
      'call a function',
    );
  const builtin = builtins().get(target.value);
  if (builtin) return builtin(work, env, node);
  if (target.value === fill) return filled(work, env, node, self as Unfilled);
  if (target.value === Array.from) return arrayOf(work, env, node);
  const kernel = definitionOf(target.value) ?? definitionOf(self);
  if (kernel) {
    const args = node.arguments.map(arg => [arg, work.expression(arg, env)] as const);
    return inline(work, env, node, kernel, args);
  }
  const args = node.arguments.flatMap(arg =>
    ts.isSpreadElement(arg) ? spread(work, arg.expression, env) : [work.expression(arg, env)],
  );
  const values = args.map(arg => plain(work, arg));
  const varying = values.indexOf(undefined);
  if (varying >= 0)
    fail(work, env, node, {
      code: 'HW047',
      message: `${textOf(env, node.expression)} is a function of TypeScript, and ${textOf(env, node.arguments[varying] ?? node)} is no constant`,
      help: `make it a kernel too: const ${textOf(env, node.expression).replace(/.*\./, '')} = kernel(...); with constants any function may be called`,
    });
  return itemOf(
    Reflect.apply(
      target.value,
      self,
      values.map(value => value!.value),
    ),
  );
}

/** A constant as TypeScript has it; nothing for what varies. */
function plain(work: Work, item: Item): { value: unknown } | undefined {
  if (item.kind === 'host') return { value: item.value };
  if (item.kind === 'nothing') return { value: undefined };
  if (isConstant(item)) return { value: item.bool ? item.range.min === 1n : safe(item.range.min) };
  if (item.kind === 'group') {
    const fields = [...item.fields].map(([name, part]) => [name, plain(work, part)] as const);
    if (fields.some(([, part]) => part === undefined)) return undefined;
    return {
      value: item.tuple
        ? fields.map(([, part]) => part!.value)
        : Object.fromEntries(fields.map(([name, part]) => [name, part!.value])),
    };
  }
  if (item.kind !== 'list' || item.store.item.kind !== 'parts' || item.shape.length > 1) return undefined;
  const parts = item.store.item.parts.map(part => plain(work, part));
  return parts.some(part => part === undefined) ? undefined : { value: parts.map(part => part!.value) };
}

const safe = (value: bigint): number | bigint => (BigInt(Number(value)) === value ? Number(value) : value);

function callLocal(
  work: Work,
  env: Env,
  node: ts.CallExpression,
  { node: fn, env: around }: Local,
  args: readonly Item[],
): Item {
  if (!fn.body) return refuse(work, env, node, 'a function without a body', 'write its body');
  if (work.callers.length > 100)
    refuse(work, env, node, 'a function that calls itself', 'write the recursion as a loop');
  const before = work.callers;
  work.callers = [frameOf(env.home, node), ...before];
  const inner = child(around);
  bindParameters(work, inner, fn.parameters, args, node);
  const result = work.body(fn.body, inner);
  work.callers = before;
  return result;
}

interface Unfilled {
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
const fill = (): void => {};

function filled(work: Work, env: Env, node: ts.CallExpression, { length }: Unfilled): Item {
  const [value, ...more] = node.arguments;
  const item = value && work.expression(value, env);
  if (item?.kind !== 'num' || more.length > 0)
    return refuse(work, env, node, `fill with ${item ? formOf(item) : 'nothing'}`, 'new Array(16).fill(0)');
  return arrayFrom(work, node, new Array<Item>(length).fill(item));
}

/** `Array.from({ length: n }, (_, i) => ...)`, `Array.from(x, v => ...)`. */
function arrayOf(work: Work, env: Env, node: ts.CallExpression): Item {
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
function method(
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

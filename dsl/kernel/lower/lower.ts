import { isGrid, leavesOf, type Shape } from '../front/shape.js';
import type { ts } from '../front/typescript.js';
import type { Kernel, Range, ValueId } from '../ir.js';
import { isNumber } from '../native/words.js';
import { hull, rangeOfType, typeFor, typeName } from '../range.js';
import type { Definition } from '../registry.js';
import { listOf, newStore, partsOf, whole } from './arrays.js';
import { compact } from './compact.js';
import { expression, spread } from './expression.js';
import { fit, formOf } from './fit.js';
import { lastReturn, outermost, parameterType } from './inline.js';
import { constant, type Env, group, type Item, type Num } from './item.js';
import { declare } from './names.js';
import { idOf } from './numbers.js';
import { checkShift } from './operators.js';
import { bind, typeOf } from './pattern.js';
import { bodyOf } from './statement.js';
import { fail, locAt, newWork, refuse, type Work } from './work.js';

/** A kernel lowered, with the forms of its parameters and its result. */
export interface Lowered {
  readonly kernel: Kernel;
  readonly params: readonly { readonly name: string; readonly shape: Shape }[];
  readonly result: Shape;
}

/** Stands for a length that is to follow from the indices, until they have been seen. */
const unlimited = 1 << 20;

/** Lowers a kernel's source. Throws `HardwareError` with the place in it for whatever hardware cannot be. */
export function lower(definition: Definition): Lowered {
  const lengths = new Map<string, readonly number[]>();
  const first = attempt(definition, lengths);
  if (first.open.size === 0) return first.lowered;
  for (const [key, used] of first.open) lengths.set(key, used);
  return attempt(definition, lengths).lowered;
}

type Open = Map<string, number[]>;

function attempt(
  definition: Definition,
  lengths: ReadonlyMap<string, readonly number[]>,
): { lowered: Lowered; open: Open } {
  const work: Work = newWork({
    expression: (node, env) => expression(work, node, env),
    spread: (node, env) => spread(work, node, env),
    body: (node, env) => bodyOf(work, node, env),
    checkShift: (env, at, by) => checkShift(work, env, at, by),
  });
  const { node, name } = definition;
  const env = outermost(definition);
  const open: Open = new Map();
  const args: ValueId[] = [];
  const params = node.parameters.map((parameter, i) => {
    const called = work.ts.isIdentifier(parameter.name) ? parameter.name.text : String(i);
    const shape = closed(parameterType(work, env, parameter), lengths.get(called) ?? []);
    const used = noted(shape, called, open);
    const item = argument(work, env, parameter, shape, called, args, used);
    if (work.ts.isIdentifier(parameter.name)) declare(work, env, parameter.name, { name: called, mutable: true, item });
    else bind(work, env, parameter.name, item, parameter.name as unknown as ts.Expression, { mutable: true });
    return { name: called, shape: lengthened(shape, used) };
  });
  const returned = work.body(node.body, env);
  const at = (work.ts.isBlock(node.body) && lastReturn(work, node.body)) || (node.body as ts.Expression);
  const annotated = node.type && typeOf(work, env, node.type);
  const item = annotated ? fit(work, { env, at, what: 'the result' }, returned, annotated) : returned;
  const result = shapeOfItem(work, env, at, item, annotated);
  const results: ValueId[] = [];
  give(work, env, at, item, result, results);
  const kernel = compact({
    name,
    params: params.flatMap(({ name, shape }, i) => leavesOf(shape, [nameOrNumber(work, node.parameters[i]!, name, i)])),
    results: leavesOf(result),
    values: work.builder.values,
    body: work.builder.body(args, results),
  });
  return { lowered: Object.freeze({ kernel, params, result }), open };
}

const nameOrNumber = (work: Work, { name }: ts.ParameterDeclaration, called: string, i: number): string | number =>
  work.ts.isIdentifier(name) ? called : i;

/** A shape with lengths put in where it has none, outer to inner. */
function closed(shape: Shape, lengths: readonly number[]): Shape {
  if (shape.kind !== 'array') return shape;
  const [own = shape.length, ...rest] = lengths;
  return { ...shape, length: own, element: closed(shape.element, rest) };
}

/** Where a length is missing, the indices that occur are to be noted. */
function noted(shape: Shape, name: string, open: Open): number[] | undefined {
  const sizes = sizesOf(shape);
  if (sizes.every(size => size !== undefined)) return undefined;
  const used = sizes.map(size => size ?? 1);
  open.set(name, used);
  return used;
}

function sizesOf(shape: Shape): (number | undefined)[] {
  return shape.kind === 'array' ? [shape.length, ...sizesOf(shape.element)] : [];
}

const lengthened = (shape: Shape, used: readonly number[] | undefined): Shape => (used ? closed(shape, used) : shape);

/** The item of a parameter, whose scalars and arrays become arguments in the order of the leaves. */
function argument(
  work: Work,
  env: Env,
  at: ts.ParameterDeclaration,
  shape: Shape,
  name: string,
  args: ValueId[],
  used?: number[],
): Item {
  const { builder } = work;
  const loc = locAt(work, env.home, at);
  if (shape.kind === 'record' || shape.kind === 'tuple' || !isGrid(shape)) {
    if (shape.kind === 'int' || shape.kind === 'bool') {
      const range = shape.kind === 'int' ? rangeOfType(shape.type) : { min: 0n, max: 1n };
      const id = builder.value(range, loc, { name });
      args.push(id);
      return { kind: 'num', id, range, bool: shape.kind === 'bool' };
    }
    const parts =
      shape.kind === 'record'
        ? shape.fields
        : shape.kind === 'tuple'
          ? shape.items.map((item, i) => [String(i), item] as const)
          : manyOf(work, env, at, shape);
    const fields = parts.map(([key, part]) => [key, argument(work, env, at, part, `${name}_${key}`, args)] as const);
    return group(fields, shape.kind !== 'record');
  }
  const sizes = sizesOf(shape).map(size => size ?? unlimited);
  let inner: Shape = shape;
  while (inner.kind === 'array') inner = inner.element;
  const range = inner.kind === 'int' ? rangeOfType(inner.type) : { min: 0n, max: 1n };
  const length = sizes.reduce((a, b) => a * b, 1);
  const id = builder.value(range, loc, { length, name });
  args.push(id);
  const bool = inner.kind === 'bool';
  const store = newStore(work, at, length, { item: { kind: 'whole', id, range }, bool, name, used });
  return { ...listOf(store, sizes), fixed: `${name} is a parameter` };
}

function manyOf(work: Work, env: Env, at: ts.ParameterDeclaration, shape: Shape): (readonly [string, Shape])[] {
  const { element, length } = shape as Extract<Shape, { kind: 'array' }>;
  if (length === undefined)
    return refuse(work, env, at, 'an array of records without a length', 'give it in the type: Arr<Pixel, 9>');
  return Array.from({ length }, (_, i) => [String(i), element] as const);
}

/** The form of a result: as annotated, with lengths as they are; without an annotation as small as its ranges allow. */
function shapeOfItem(work: Work, env: Env, at: ts.Expression, item: Item, annotated: Shape | undefined): Shape {
  if (item.kind === 'num') return annotated ?? scalarShape(work, env, at, item.bool, work.cells.range(item));
  if (item.kind === 'list') {
    const ranges = partsOf(work, env, at, item).map(part => work.cells.range(part));
    let scalar = annotated;
    while (scalar?.kind === 'array') scalar = scalar.element;
    if (annotated?.kind === 'tuple') return annotated;
    const element = scalar ?? scalarShape(work, env, at, item.store.bool, ranges.reduce(hull));
    return item.shape.reduceRight<Shape>((inner, length) => ({ kind: 'array', element: inner, length }), element);
  }
  if (item.kind === 'group' && annotated?.kind === 'array') {
    const [first] = [...item.fields.values()].map(part => shapeOfItem(work, env, at, part, annotated.element));
    return { kind: 'array', element: first!, length: item.fields.size };
  }
  if (item.kind === 'group') {
    const fields = [...item.fields].map(
      ([name, part]) => [name, shapeOfItem(work, env, at, part, partShape(annotated, name))] as const,
    );
    return item.tuple ? { kind: 'tuple', items: fields.map(([, shape]) => shape) } : { kind: 'record', fields };
  }
  return refuse(work, env, at, `the result is ${formOf(item)}`, 'return numbers, arrays or records');
}

/** Without a type, TypeScript takes a result for a number, so it has to be one. */
function scalarShape(work: Work, env: Env, at: ts.Expression, bool: boolean, range: Range): Shape {
  if (bool) return { kind: 'bool' };
  const type = typeFor(range);
  if (isNumber(range)) return { kind: 'int', type };
  return fail(work, env, at, {
    code: 'HW042',
    message: `the result has ${type.width} bits, and no type that says so`,
    help: type.width <= 64 ? `name its type: ${typeName(type)}` : 'sat(x, i64), and name the type: i64',
  });
}

function partShape(shape: Shape | undefined, name: string): Shape | undefined {
  if (shape?.kind === 'tuple') return shape.items[Number(name)];
  return shape?.kind === 'record' ? shape.fields.find(([field]) => field === name)?.[1] : undefined;
}

/** The values of a result, in the order of its leaves. */
function give(work: Work, env: Env, at: ts.Expression, item: Item, shape: Shape, results: ValueId[]): void {
  const loc = locAt(work, env.home, at);
  if (item.kind === 'num') results.push(idOf(work, item, loc));
  else if (isGrid(shape)) {
    const parts = flat(work, env, at, item);
    const full = item.kind === 'list' && item.store.length === parts.length ? item.store : undefined;
    const store = full ?? newStore(work, at, parts.length, { item: { kind: 'parts', parts }, bool: false });
    results.push(whole(work, store, env, at).id);
  } else if (shape.kind === 'tuple' && item.kind === 'list')
    for (const part of partsOf(work, env, at, item)) results.push(idOf(work, part, loc));
  else if (item.kind === 'group' && shape.kind === 'record')
    for (const [name, part] of shape.fields) give(work, env, at, item.fields.get(name)!, part, results);
  else if (item.kind === 'group')
    [...item.fields.values()].forEach((part, i) => {
      give(
        work,
        env,
        at,
        part,
        shape.kind === 'tuple' ? shape.items[i]! : (shape as { element: Shape }).element,
        results,
      );
    });
}

function flat(work: Work, env: Env, at: ts.Expression, item: Item): Num[] {
  if (item.kind === 'list') return partsOf(work, env, at, item);
  if (item.kind === 'group') return [...item.fields.values()].flatMap(part => flat(work, env, at, part));
  return item.kind === 'num' ? [item] : [constant(0n)];
}

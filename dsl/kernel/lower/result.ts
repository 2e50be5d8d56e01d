import { isGrid, type Shape } from '../front/shape.js';
import type { ts } from '../front/typescript.js';
import type { Range, ValueId } from '../ir.js';
import { isNumber } from '../native/words.js';
import { hull, typeFor, typeName } from '../range.js';
import { newStore, partsOf, whole } from './arrays.js';
import { formOf } from './fit.js';
import { constant, type Env, type Item, type Num } from './item.js';
import { idOf } from './numbers.js';
import { fail, locAt, refuse, type Work } from './work.js';

/** The form of a result: as annotated, with lengths as they are; without an annotation as small as its ranges allow. */
export function shapeOfItem(work: Work, env: Env, at: ts.Expression, item: Item, annotated: Shape | undefined): Shape {
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
export function give(work: Work, env: Env, at: ts.Expression, item: Item, shape: Shape, results: ValueId[]): void {
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

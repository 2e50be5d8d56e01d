import { isGrid, type Shape } from '../front/shape.js';
import type { ts } from '../front/typescript.js';
import type { ValueId } from '../ir.js';
import { rangeOfType } from '../range.js';
import { listOf, newStore } from './arrays.js';
import { type Env, group, type Item, unlimited } from './item.js';
import { fail, locAt, type Work } from './work.js';

/** A shape with lengths put in where it has none, outer to inner. */
export function closed(shape: Shape, lengths: readonly number[]): Shape {
  if (shape.kind !== 'array') return shape;
  const [own = shape.length, ...rest] = lengths;
  return { ...shape, length: own, element: closed(shape.element, rest) };
}

/** Where a length is missing, the indices that occur are to be noted. */
export function noted(shape: Shape, name: string, open: Map<string, number[]>): number[] | undefined {
  const sizes = sizesOf(shape);
  if (sizes.every(size => size !== undefined)) return undefined;
  const used = sizes.map(size => size ?? 0);
  open.set(name, used);
  return used;
}

export function sizesOf(shape: Shape): (number | undefined)[] {
  return shape.kind === 'array' ? [shape.length, ...sizesOf(shape.element)] : [];
}

/** The item of a parameter, whose scalars and arrays become arguments in the order of the leaves. */
export function argument(
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
  if (!used && sizesOf(shape).includes(undefined)) lengthUnknown(work, env, at, name);
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

/** Within records, of records, and where no index is used, nothing tells a length. */
export const lengthUnknown = (work: Work, env: Env, at: ts.ParameterDeclaration, what: string): never =>
  fail(work, env, at, {
    code: 'HW042',
    message: `the length of ${what} is not known`,
    help: 'give it in the type: Arr<i8, 9>',
  });

function manyOf(work: Work, env: Env, at: ts.ParameterDeclaration, shape: Shape): (readonly [string, Shape])[] {
  const { element, length } = shape as Extract<Shape, { kind: 'array' }>;
  if (length === undefined) return lengthUnknown(work, env, at, 'an array of records');
  return Array.from({ length }, (_, i) => [String(i), element] as const);
}

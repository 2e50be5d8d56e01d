import type { ts } from '../front/typescript.js';
import type { Range } from '../ir.js';
import { holds, hull, isPoint, showRange } from '../range.js';
import { constant, type Env, type Item, itemOf, type List, type Num, type Store, unlimited } from './item.js';
import { confined, fitted, idOf, operate } from './numbers.js';
import { fail, locAt, refuse, textOf, type Work } from './work.js';

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

export function newStore(
  work: Work,
  at: ts.Node,
  length: number,
  more: Pick<Store, 'item' | 'bool'> & Partial<Pick<Store, 'used' | 'name' | 'type'>>,
): Store {
  const { cells } = work;
  return { kind: 'store', born: cells.journals.length, depth: cells.path.length, length, at, ...more };
}

export const listOf = (store: Store, shape: readonly number[]): List => ({
  kind: 'list',
  store,
  shape,
  offset: constant(0n),
});

/** A new array of numbers, row by row. */
export const fresh = (work: Work, at: ts.Node, shape: readonly number[], parts: readonly Num[]): List =>
  listOf(
    newStore(work, at, parts.length, { item: { kind: 'parts', parts }, bool: parts.every(({ bool }) => bool) }),
    shape,
  );

/** Refuses an index that may lie outside; `which` is its dimension. */
export function checkIndex(work: Work, env: Env, at: ts.Expression, index: Num, length: number, name?: string): void {
  const range = work.cells.range(index);
  if (range.min >= 0n && range.max < BigInt(length)) return;
  const whose = name ? `of ${name} ` : '';
  const many = isPoint(range) ? `is ${range.min}` : `may be ${showRange(range)}`;
  fail(work, env, at, {
    code: 'HW044',
    message: `the index ${whose}${many}, and there are ${length} elements`,
    note: textOf(env, at),
    help: isPoint(range)
      ? `an index from 0 to ${length - 1}`
      : `say what happens beyond the end: Math.min(Math.max(${textOf(env, at)}, 0), ${length - 1}), or a condition around it`,
  });
}

/** `list[index]`: a number, or a row. */
export function elementOf(work: Work, env: Env, at: ts.Expression, list: List, index: Num): Item {
  const { store, shape } = list;
  const [length, ...rest] = shape;
  if (store.used) noteUse(work, env, at, store, shape.length, index);
  checkIndex(work, env, at, index, length!, store.name);
  const loc = locAt(work, env.home, at);
  const step = operate(work, 'mul', [index, constant(BigInt(size(rest)))], loc);
  const offset = operate(work, 'add', [list.offset, step], loc);
  const part: List = { ...list, shape: rest, offset };
  return rest.length > 0 ? part : read(work, env, at, part);
}

/** Where the length is to follow from the indices, they have to be constants. */
function noteUse(work: Work, env: Env, at: ts.Node, store: Store, dimensions: number, index: Num): void {
  const dimension = store.used!.length - dimensions;
  const range = work.cells.range(index);
  if (!isPoint(range))
    fail(work, env, at, {
      code: 'HW042',
      message: `the length of ${store.name ?? 'the array'} is not known`,
      note: `an index that varies (${showRange(range)}) does not tell it`,
      help: 'give it in the type: Arr<i8, 9>',
    });
  store.used![dimension] = Math.max(store.used![dimension]!, Number(range.min) + 1);
}

/** The length of an array; one that is to follow from the indices cannot be asked for. */
export function lengthOf(work: Work, env: Env, node: ts.Node, list: List): number {
  if (list.shape[0] === unlimited)
    fail(work, env, node, {
      code: 'HW042',
      message: `the length of ${list.store.name ?? 'the array'} is not known`,
      help: 'give it in the type: Arr<i8, 9>',
    });
  return list.shape[0]!;
}

/** The one number that a part without dimensions is. */
function read(work: Work, env: Env, at: ts.Node, { store, offset }: List): Num {
  const loc = locAt(work, env.home, at);
  const where = work.cells.range(offset);
  if (store.item.kind === 'parts' && isPoint(where)) return store.item.parts[Number(where.min)]!;
  const { id, range } = store.item.kind === 'parts' ? whole(work, store, env, at) : store.item;
  const index = idOf(work, confined(work, offset, store.length, loc), loc);
  const got = work.builder.emit('get', [id, index], work.builder.values[id]!.range, loc);
  return { kind: 'num', id: got, range, bool: store.bool };
}

/** All elements as one value. */
export function whole(work: Work, store: Store, env: Env, at: ts.Node): { id: number; range: Range } {
  if (store.item.kind === 'whole') return store.item;
  const { parts } = store.item;
  const loc = locAt(work, env.home, at);
  const range = parts.map(part => part.range).reduce(hull);
  if (parts.every(part => part.id === undefined)) {
    const values = parts.map(part => part.range.min);
    const id = work.builder.constant(values, range, loc, values.length);
    if (store.name) work.builder.name(id, store.name);
    return { id, range };
  }
  const ids = parts.map(part => idOf(work, part, loc));
  const own = ids.map(id => work.builder.values[id]!.range).reduce(hull);
  const id = work.builder.emit('array', ids, own, loc, { length: ids.length, outward: true });
  if (store.name) work.builder.name(id, store.name);
  return { id, range };
}

/** `list[...] = value`; a part without dimensions. */
export function writeElement(work: Work, env: Env, at: ts.Expression, list: List, value: Num): void {
  const { store, offset, fixed } = list;
  if (fixed)
    refuse(work, env, at, `${textOf(env, at)} is assigned, but ${fixed}`, 'copy it first: const copy = [...x]');
  const { cells, builder } = work;
  const where = cells.range(offset);
  if (store.item.kind === 'parts' && isPoint(where)) {
    const parts = store.item.parts.with(Number(where.min), value);
    cells.write(store, { kind: 'parts', parts });
    return;
  }
  const loc = locAt(work, env.home, at);
  const before = whole(work, store, env, at);
  const enable = conditionSince(work, store, env, at);
  const index = confined(work, offset, store.length, loc);
  const { limit } = store;
  const fits = limit && holds(limit, cells.range(value)) ? fitted(work, value, limit, loc) : value;
  const ids = [before.id, ...[index, fits, enable].map(num => idOf(work, num, loc))];
  const own = hull(builder.values[before.id]!.range, builder.values[ids[2]!]!.range);
  const id = builder.emit('set', ids, own, loc, { length: store.length });
  if (store.name) builder.name(id, store.name);
  cells.write(store, { kind: 'whole', id, range: hull(before.range, cells.range(value)) });
}

/** Whether the place is reached, seen from where the array was made: there it is not known to be. */
function conditionSince(work: Work, store: Store, env: Env, at: ts.Node): Num {
  const { cells } = work;
  const loc = locAt(work, env.home, at);
  const { known } = cells;
  cells.known = new Map();
  const truth = constant(1n, true);
  const all = cells.path.slice(store.depth).reduce((before, one) => operate(work, 'and', [before, one], loc), truth);
  cells.known = known;
  return all;
}

/** Every number of an array, row by row. */
export function partsOf(work: Work, env: Env, at: ts.Expression, list: List): Num[] {
  const count = size(list.shape);
  const loc = locAt(work, env.home, at);
  return Array.from({ length: count }, (_, i) => {
    const offset = operate(work, 'add', [list.offset, constant(BigInt(i))], loc);
    return read(work, env, at, { ...list, shape: [], offset });
  });
}

/** A captured table of numbers, in any nesting, as an array that cannot be written. */
export function tableOf(work: Work, at: ts.Node, value: unknown): List | undefined {
  const shape: number[] = [];
  for (let inner = value; isArray(inner); inner = inner[0]) shape.push(inner.length);
  const flat = flatten(value, shape);
  if (!flat || flat.length === 0) return undefined;
  const parts = flat.map(number => itemOf(number));
  if (!parts.every(part => part.kind === 'num')) return undefined;
  const nums = parts as Num[];
  const item = { kind: 'parts', parts: nums } as const;
  const bool = nums.every(num => num.bool);
  const store = newStore(work, at, nums.length, { item, bool });
  const name = /^[A-Za-z]\w*/.exec(at.getText())?.[0];
  if (name) Object.assign(store, { name });
  return { ...listOf(store, shape), fixed: 'it is a constant from around the kernel' };
}

export const isArray = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function flatten(value: unknown, [length, ...rest]: readonly number[]): unknown[] | undefined {
  if (length === undefined) return isArray(value) ? undefined : [value];
  if (!isArray(value) || value.length !== length) return undefined;
  const parts = Array.from(value, inner => flatten(inner, rest));
  return parts.some(part => part === undefined) ? undefined : parts.flatMap(part => part!);
}

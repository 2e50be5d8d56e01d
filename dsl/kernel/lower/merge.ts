import type { ts } from '../front/typescript.js';
import { hull } from '../range.js';
import { fresh, partsOf, whole } from './arrays.js';
import type { Cell, Known } from './cells.js';
import { type Elements, type Env, group, type Item, type Num, nothing, type Store } from './item.js';
import { choose, idOf } from './numbers.js';
import { locAt, refuse, type Work } from './work.js';

/** One side of a condition: what is known on it. */
export interface Side<T> {
  readonly item: T;
  readonly known: Known;
}

const narrowed = (work: Work, { item, known }: Side<Num>): Num => ({ ...item, range: work.cells.range(item, known) });

/** The item of one side where the condition holds, otherwise that of the other. */
export function merge(work: Work, env: Env, at: ts.Expression, condition: Num, a: Side<Item>, b: Side<Item>): Item {
  const loc = locAt(work, env.home, at);
  const [x, y] = [a.item, b.item];
  if (x.kind === 'num' && y.kind === 'num')
    return choose(work, condition, narrowed(work, { ...a, item: x }), narrowed(work, { ...b, item: y }), loc);
  if (x.kind === 'group' && y.kind === 'group' && [...x.fields.keys()].join() === [...y.fields.keys()].join()) {
    const fields = [...x.fields].map(([name, item]) => {
      const other = y.fields.get(name)!;
      return [name, merge(work, env, at, condition, { ...a, item }, { ...b, item: other })] as const;
    });
    return group(fields, x.tuple);
  }
  if (x.kind === 'list' && y.kind === 'list' && x.shape.join() === y.shape.join()) {
    if (x.store === y.store && x.offset.id === y.offset.id && x.offset.range.min === y.offset.range.min) return x;
    const [left, right] = [partsOf(work, env, at, x), partsOf(work, env, at, y)];
    const parts = left.map((part, i) =>
      choose(work, condition, narrowed(work, { ...a, item: part }), narrowed(work, { ...b, item: right[i]! }), loc),
    );
    return { ...fresh(work, at, x.shape, parts), fixed: 'it is one of two arrays' };
  }
  if (x.kind === 'host' && y.kind === 'host' && x.value === y.value) return x;
  if (x.kind === 'nothing' || y.kind === 'nothing') return nothing;
  return refuse(
    work,
    env,
    at,
    'the two sides of a condition are of different kinds',
    'give both sides numbers, or records and arrays of the same form',
  );
}

/** What is left in variables and arrays after both branches. */
export function mergeCells(
  work: Work,
  env: Env,
  at: ts.Expression,
  condition: Num,
  a: { after: Map<Cell, Cell['item']>; known: Known },
  b: { after: Map<Cell, Cell['item']>; known: Known },
): void {
  for (const cell of new Set([...a.after.keys(), ...b.after.keys()])) {
    const left = { item: a.after.get(cell) ?? cell.item, known: a.known };
    const right = { item: b.after.get(cell) ?? cell.item, known: b.known };
    const item =
      cell.kind === 'slot'
        ? merge(work, env, at, condition, left as Side<Item>, right as Side<Item>)
        : mergeElements(work, env, at, condition, cell, left as Side<Elements>, right as Side<Elements>);
    work.cells.write(cell, item);
    if (cell.kind === 'slot' && item.kind === 'num' && item.id !== undefined) work.builder.name(item.id, cell.name);
  }
}

function mergeElements(
  work: Work,
  env: Env,
  at: ts.Expression,
  condition: Num,
  store: Store,
  a: Side<Elements>,
  b: Side<Elements>,
): Elements {
  const loc = locAt(work, env.home, at);
  if (a.item.kind === 'parts' && b.item.kind === 'parts') {
    const others = b.item.parts;
    const parts = a.item.parts.map((part, i) =>
      choose(work, condition, narrowed(work, { ...a, item: part }), narrowed(work, { ...b, item: others[i]! }), loc),
    );
    return { kind: 'parts', parts };
  }
  const [x, y] = [a, b].map(({ item }) => whole(work, { ...store, item }, env, at));
  const { builder } = work;
  const ids = [idOf(work, condition, loc), x!.id, y!.id];
  const own = hull(builder.values[x!.id]!.range, builder.values[y!.id]!.range);
  const id = x!.id === y!.id ? x!.id : builder.emit('mux', ids, own, loc, { length: store.length });
  return { kind: 'whole', id, range: hull(x!.range, y!.range) };
}

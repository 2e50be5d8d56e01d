import type { ts } from '../front/typescript.js';
import type { Range, Step, ValueId } from '../ir.js';
import { bit, hull, isPoint, rounded } from '../range.js';
import type { Cell } from './cells.js';
import { constant, type Env, group, type Item, type Num, type Store } from './item.js';
import { locAt, type Work } from './work.js';

/** A loop that stays one. */
export interface Bound {
  readonly node: ts.ForOfStatement;
  readonly env: Env;
  readonly flavour: 'range' | 'pipeline';
  readonly count: number;
  readonly ii: number | undefined;
  readonly run: (index: Num) => void;
}

/** A number, or an array that is one value, which goes from one iteration to the next. */
export interface Carrier {
  readonly cell: Cell;
  readonly leaf: Leaf;
}

export interface Leaf {
  readonly id: ValueId | undefined;
  readonly range: Range;
  readonly bool: boolean;
  /** Of an array. */
  readonly length?: number;
}

/** One way through the body, with its steps. */
export interface Pass {
  readonly steps: readonly Step[];
  readonly index: ValueId;
  readonly args: readonly ValueId[];
  readonly results: readonly Leaf[];
  /** Variables that turned out to be written, beyond those that were carried. */
  readonly more: readonly Cell[];
}

/** What a carried number can be at the start of an iteration, and with the end of the last one. */
export interface Span {
  readonly start: Range;
  readonly all: Range;
}

export function run(
  work: Work,
  bound: Bound,
  carriers: readonly Carrier[],
  spans: readonly Span[],
  index: Num | undefined,
): Pass {
  const { builder, cells } = work;
  const { node, env, count } = bound;
  const loc = locAt(work, env.home, node);
  const args: ValueId[] = [];
  const { steps, result } = builder.block(() => {
    const indexRange = { min: 0n, max: BigInt(count - 1) };
    args.push(builder.value(indexRange, loc));
    const given = carriers.map(({ cell, leaf }, i): Leaf => {
      const name = cell.name;
      const id = builder.value(holding(work, spans[i]!, leaf), loc, {
        ...(leaf.length === undefined ? {} : { length: leaf.length }),
        ...(name === undefined ? {} : { name }),
      });
      args.push(id);
      return { ...leaf, id, range: spans[i]!.start };
    });
    const recorded = cells.record('loop', () => {
      setLeaves(carriers, given, work);
      const varying: Num = isPoint(indexRange)
        ? constant(0n)
        : { kind: 'num', id: args[0]!, range: indexRange, bool: false };
      limited(work, carriers, spans, () => bound.run(index ?? varying));
    });
    const carried = new Set(carriers.map(({ cell }) => cell));
    const after = [...carried].flatMap(cell => leavesOf(cell, recorded.after.get(cell) ?? cell.item));
    return { after, more: [...recorded.after.keys()].filter(cell => !carried.has(cell)) };
  });
  return { steps, index: args[0]!, args: args.slice(1), results: result.after, more: result.more };
}

/** Runs the body while arrays know what their elements are cut to, so that this is done where an element is written. */
function limited(work: Work, carriers: readonly Carrier[], spans: readonly Span[], body: () => void): void {
  const stores = carriers.flatMap(({ cell, leaf }, i) =>
    cell.kind === 'store' && leaf.length !== undefined
      ? [{ cell, before: cell.limit, limit: holding(work, spans[i]!, leaf) }]
      : [],
  );
  for (const { cell, limit } of stores) cell.limit = limit;
  try {
    body();
  } finally {
    for (const { cell, before } of stores) cell.limit = before;
  }
}

/** The range of a carried value itself: that of an integer type, to which it is cut without a loss. */
export const holding = ({ builder }: Work, { all }: Span, { bool, length, id }: Leaf): Range => {
  if (bool) return bit;
  // What an array already holds is not cut.
  return rounded(length === undefined ? all : hull(all, builder.values[id!]!.range));
};

/** The numbers that a variable or an array holds. */
export function leavesOf(cell: Cell, item: Cell['item'] = cell.item): Leaf[] {
  if (item.kind === 'parts') return item.parts.map(leafOf);
  if (item.kind === 'whole') return [{ ...item, bool: (cell as Store).bool, length: (cell as Store).length }];
  return itemLeaves(item);
}

const leafOf = ({ id, range, bool }: Num): Leaf => ({ id, range, bool });

function itemLeaves(item: Item): Leaf[] {
  if (item.kind === 'num') return [leafOf(item)];
  if (item.kind === 'group') return [...item.fields.values()].flatMap(itemLeaves);
  return [];
}

export function setLeaves(carriers: readonly Carrier[], leaves: readonly Leaf[], work: Work): void {
  let at = 0;
  while (at < carriers.length) {
    const { cell } = carriers[at]!;
    const own: Leaf[] = [];
    for (; at < carriers.length && carriers[at]!.cell === cell; at++) own.push(leaves[at]!);
    work.cells.write(cell, rebuilt(cell.item, own));
  }
}

const numOf = ({ id, range, bool }: Leaf): Num =>
  id === undefined ? { kind: 'num', range, bool } : { kind: 'num', id, range, bool };

function rebuilt(item: Cell['item'], leaves: Leaf[]): Cell['item'] {
  if (item.kind === 'parts') return { kind: 'parts', parts: leaves.map(numOf) };
  if (item.kind === 'whole') return { kind: 'whole', id: leaves[0]!.id!, range: leaves[0]!.range };
  const take = (inner: Item): Item => {
    if (inner.kind === 'num') return numOf(leaves.shift()!);
    if (inner.kind === 'group')
      return group(
        [...inner.fields].map(([name, part]) => [name, take(part)] as const),
        inner.tuple,
      );
    return inner;
  };
  return take(item);
}

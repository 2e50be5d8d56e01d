import { HardwareError } from '../../error/index.js';
import type { Loc } from '../../ir/loc.js';
import type { ts } from '../front/typescript.js';
import type { Op, Range, ValueId } from '../ir.js';
import { holds, hull, point, rangeOfType, showBits } from '../range.js';
import { whole } from './arrays.js';
import type { Cell } from './cells.js';
import { tooNarrow } from './fit.js';
import { growth } from './growth.js';
import { constant, type Num } from './item.js';
import { idOf } from './numbers.js';
import {
  type Bound,
  type Carrier,
  holding,
  type Leaf,
  leavesOf,
  type Pass,
  run,
  type Span,
  setLeaves,
} from './pass.js';
import { fail, locAt, type Work } from './work.js';

const spanOf = (range: Range): Span => ({ start: range, all: range });
const joined = (a: Span, b: Span): Span => ({ start: hull(a.start, b.start), all: hull(a.all, b.all) });
const within = (outer: Span, inner: Span): boolean => holds(outer.start, inner.start) && holds(outer.all, inner.all);

/** Work that a loop may take while its ranges are found out. */
const patience = 300_000;

/** What has more bits by then will go on growing. */
const vastest = rangeOfType({ signed: true, width: 256 });

/**
 * Lowers a loop. What it carries is whatever the body writes of what stood before it. The range of a carried number
 * holds in every iteration; it is found by, in this order,
 * 1. a guess that the body keeps to;
 * 2. a sum that grows by at most so much in each iteration;
 * 3. going through all iterations, with ranges for numbers.
 */
export function runLoop(work: Work, bound: Bound): void {
  const cells: Cell[] = [];
  for (;;) {
    const carriers = cells.flatMap(cell => leavesOf(cell).map(leaf => ({ cell, leaf })));
    const found = settle(work, bound, carriers);
    if ('spans' in found) {
      finish(work, bound, carriers, found.pass, found.spans);
      return;
    }
    for (const cell of found.more) {
      // It has no value to carry into the first iteration, and nobody sees what it is there.
      if (cell.kind === 'slot' && cell.item.kind === 'nothing') work.cells.write(cell, constant(0n));
      cells.push(cell);
    }
  }
}

type Settled = { readonly pass: Pass; readonly spans: readonly Span[] } | { readonly more: readonly Cell[] };

/** Finds spans that hold for all iterations, or that there is more to carry, or other forms of it. */
function settle(work: Work, bound: Bound, carriers: readonly Carrier[]): Settled {
  const { callers } = work;
  let spans = carriers.map(({ leaf }) => spanOf(leaf.range));
  for (let guesses = 0; guesses <= 6; guesses++) {
    let pass: Pass;
    try {
      pass = run(work, bound, carriers, spans, undefined);
    } catch (error) {
      // A guess may be too wide for what an index or a type allows; what really happens will tell.
      if (guesses === 0 || !(error instanceof HardwareError)) throw error;
      work.callers = callers;
      break;
    }
    if (pass.more.length > 0 || reshape(work, bound, carriers, pass)) return pass;
    const next = spans.map((span, i) => guess(work, bound, carriers[i]!.leaf, pass.args[i]!, pass.results[i]!, span));
    if (next.every((span, i) => within(spans[i]!, span))) return { pass, spans };
    spans = next.map((span, i) => joined(span, spans[i]!));
  }
  spans = follow(work, bound, carriers);
  return { spans, pass: run(work, bound, carriers, spans, undefined) };
}

/** Spans that would hold for all iterations, if the body did what it did in this pass. */
function guess(work: Work, bound: Bound, first: Leaf, arg: ValueId, result: Leaf, span: Span): Span {
  const { range } = result;
  if (holds(span.start, range)) return { start: span.start, all: span.start };
  const step = result.id === undefined ? undefined : growth(work, result.id, arg);
  const after = (count: bigint): Range => ({
    min: first.range.min + (step!.min < 0n ? step!.min * count : 0n),
    max: first.range.max + (step!.max > 0n ? step!.max * count : 0n),
  });
  const count = BigInt(bound.count);
  return step ? { start: after(count - 1n), all: after(count) } : spanOf(hull(span.all, range));
}

/** Goes through all iterations, each with its own index, and gives the ranges that occur. */
function follow(work: Work, bound: Bound, carriers: readonly Carrier[]): Span[] {
  let now = carriers.map(({ leaf }) => leaf.range);
  let spans = now.map(spanOf);
  const before = work.builder.values.length;
  for (let i = 0; i < bound.count; i++) {
    spans = spans.map(({ start, all }, k) => ({ start: hull(start, now[k]!), all }));
    const { results } = run(work, bound, carriers, now.map(spanOf), constant(BigInt(i)));
    now = results.map(({ range }) => range);
    spans = spans.map(({ start, all }, k) => ({ start, all: hull(all, now[k]!) }));
    const vast = now.some(range => !holds(vastest, range));
    if (vast || work.builder.values.length - before > patience) tooLong(work, bound, carriers, spans);
  }
  return spans;
}

function tooLong(work: Work, { node, env, count }: Bound, carriers: readonly Carrier[], spans: readonly Span[]): never {
  const at = spans.findIndex(({ all }, i) => !holds(carriers[i]!.leaf.range, all));
  const { cell } = carriers[Math.max(at, 0)]!;
  const name = cell.name ?? 'a value';
  return fail(work, env, cell.at, {
    code: 'HW045',
    message: `the range of ${name} grows for more iterations than could be followed`,
    note: `${showBits(spans[Math.max(at, 0)]!.all)} after some of ${count} iterations`,
    also: [{ loc: locAt(work, env.home, node), note: 'in this loop' }],
    help: `say what happens at the end of its range: ${name} = sat(..., i32), or wrap(..., i32)`,
  });
}

function finish(work: Work, bound: Bound, carriers: readonly Carrier[], pass: Pass, spans: readonly Span[]): void {
  const { builder } = work;
  const { node, env, flavour, count, ii } = bound;
  const loc = locAt(work, env.home, node);
  checkTypes(work, bound, carriers, spans);
  const initial = carriers.map(({ leaf }) => leafId(work, leaf, loc));
  const steps = [...pass.steps];
  const made = (op: Op, args: ValueId[], range: Range, length?: number): ValueId => {
    const { loc: at } = builder.values[args[0]!]!;
    const result = builder.value(range, at, length === undefined ? {} : { length });
    steps.push({ kind: 'operation', op, args, result, loc: at });
    return result;
  };
  const cut = (id: ValueId, range: Range): ValueId => {
    const result = made('wrap', [id], range);
    builder.lossless.add(result);
    return result;
  };
  const carriedOn = pass.results.map((leaf, i) => {
    const id = leafId(work, leaf, loc);
    const range = holding(work, spans[i]!, carriers[i]!.leaf);
    const own = builder.values[id]!.range;
    if (holds(range, own)) return id;
    if (leaf.length === undefined) return cut(id, range);
    const parts = Array.from({ length: leaf.length }, (_, k) => {
      const index = builder.constant([BigInt(k)], point(BigInt(k)), loc);
      return cut(made('get', [id, index], own), range);
    });
    return made('array', parts, range, leaf.length);
  });
  const results = carriers.map(({ cell, leaf }, i) =>
    builder.value(holding(work, spans[i]!, leaf), loc, {
      ...(leaf.length === undefined ? {} : { length: leaf.length }),
      ...(cell.name === undefined ? {} : { name: cell.name }),
    }),
  );
  const body = { args: [pass.index, ...pass.args], steps, results: carriedOn };
  builder.loop({ flavour, count, initial, body, loc, ...(ii === undefined ? {} : { ii }) }, results);
  const left = results.map((id, i): Leaf => ({ ...carriers[i]!.leaf, id, range: spans[i]!.all }));
  setLeaves(carriers, left, work);
}

/** The annotation of a variable is held against what it can be after any iteration. */
function checkTypes(work: Work, { env, count }: Bound, carriers: readonly Carrier[], spans: readonly Span[]): void {
  carriers.forEach(({ cell, leaf }, i) => {
    if (!cell.type || leaf.bool || work.cells.inLoopOf(cell) || holds(rangeOfType(cell.type), spans[i]!.all)) return;
    const num: Num = { kind: 'num', range: spans[i]!.all, bool: false };
    const at = cell.at as ts.Expression;
    const what = cell.name ?? 'the array';
    tooNarrow(work, { env, at, what, note: ` after ${count} iterations` }, num, cell.type);
  });
}

const leafId = (work: Work, leaf: Leaf, loc: Loc): ValueId =>
  leaf.id ?? idOf(work, { kind: 'num', range: leaf.range, bool: leaf.bool }, loc);

/** Arrays that become one value in the body are one from the start; whether there were any. */
function reshape(work: Work, { node, env }: Bound, carriers: readonly Carrier[], { results }: Pass): boolean {
  const same =
    results.length === carriers.length && results.every(({ length }, i) => length === carriers[i]!.leaf.length);
  if (same) return false;
  for (const cell of new Set(carriers.map(carrier => carrier.cell)))
    if (cell.kind === 'store' && cell.item.kind === 'parts')
      work.cells.write(cell, { kind: 'whole', ...whole(work, cell, env, node) });
  return true;
}

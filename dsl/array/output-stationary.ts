import { type Interval, product, signedBits } from '../arith/interval.js';
import { check } from '../check/check.js';
import { select } from '../control/select.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { zeroOf } from '../signal/signal-from.js';
import type { SInt } from '../signal/sint.js';
import { indexType, lanewise, type Vec } from '../signal/vec.js';
import { delay } from '../state/delay.js';
import { reg } from '../state/reg.js';
import { accept, type Offer } from '../stream/make.js';
import { next } from '../stream/ring.js';
import { state } from '../stream/state.js';
import type { Stream } from '../stream/stream.js';
import { zip } from '../stream/zip.js';
import { bool, sint, vec } from '../type/make.js';
import type { SIntType, Type } from '../type/type.js';
import { fit, signed } from './bits.js';
import { factorsOf } from './factors.js';
import { later, skewed } from './later.js';
import type { Integer, Shape } from './options.js';
import { collected, type Turns, turns } from './turns.js';
import { type Room, unstalled } from './unstalled.js';

/**
 * Sums stay, values and weights move. A pair of a column of values and a row of weights adds one term to every sum; row i
 * of the array works i turns behind row 0, so the rows of a finished packet leave one after the other.
 */
export function outputStationary(x: Stream, w: Stream, shape: Shape, terms: number | undefined): Stream {
  if (terms === undefined || !Number.isInteger(terms) || terms < 1)
    fail('HW063', `macArray: sums of ${terms ?? 'any number of'} terms`, 'say how many at most: { terms: 64 }');
  if (!x.last && !w.last)
    fail(
      'HW034',
      `macArray: neither ${x[state].info.name} nor ${w[state].info.name} says where a sum ends`,
      `${x[state].info.name}.lastEvery(n), with the terms of a sum counted`,
    );
  const { rows, fold } = shape;
  const one = product(shape.ranges.value, shape.ranges.weight);
  const sums: Interval = { min: one.min * BigInt(terms), max: one.max * BigInt(terms) };
  // Beside the rows of a result, those of the one before that are still on their way.
  const depth = rows + Math.ceil(8 / fold) + 1;
  const source = zip({ x, w }) as Stream;
  return unstalled(source, depth, { latency: undefined, ii: undefined }, room => {
    const turn = turns(fold);
    const gate = packetGate(source, shape, turn, room, terms);
    const { payload, valid, last, parts } = grid(source, shape, turn, gate, sint(signedBits(sums)));
    const whole = collected(payload, fold);
    return {
      type: whole.type,
      payload: whole,
      valid,
      last,
      parts: { ...parts, ...gate.parts, phase: turn.phase },
    } as Offer<Type>;
  });
}

interface Gate {
  readonly fire: Bool;
  readonly parts: Readonly<Record<string, unknown>>;
}

/**
 * Takes a pair when it is its turn. The last of a packet also needs room for the rows of the result, and waits until the rows
 * of the packet before have left the array: packets shorter than the rows make it wait.
 */
function packetGate(source: Stream, { rows, fold }: Shape, { start }: Turns, room: Room, terms: number): Gate {
  const leaving = reg(indexType(rows * fold), { init: 0 });
  const last = source.last!;
  const may = start.and(last.not().or(room.has(rows).and(leaving.eq(0))));
  accept(source, may);
  const fire = source.valid.and(may);
  const ends = fire.and(last);
  when(leaving.ne(0), () => leaving.set(leaving.subWrap(1)));
  when(ends, () => leaving.set(rows * fold - 1));
  room.take(rows, ends);
  const count = reg(indexType(terms), { init: 0 });
  when(fire, () => {
    check.assert(count.ne(terms - 1).or(last), `macArray: a sum of more than ${terms} terms`);
    count.set(last.mux(0, count.addWrap(1)));
  });
  return { fire, parts: { leaving } };
}

/**
 * The multipliers, each with its sum. Of each, registers stand before the multiplication (value and weight), behind it and behind the
 * addition. In several turns a multiplier has as many sums, which go round.
 */
function grid(source: Stream, shape: Shape, turn: Turns, { fire }: Gate, sumType: SIntType) {
  const { rows, cols, lanes, fold, value } = shape;
  const { x, w } = source.payload as unknown as { readonly x: Vec<Integer>; readonly w: Vec<Integer> };
  const factors = factorsOf(shape);
  const opens = reg(bool, { init: true });
  const values = reg(vec(value, rows)) as unknown as Vec<Integer>;
  const weights = reg(vec(w.type.element, cols)) as unknown as Vec<Integer>;
  const first = reg(bool, { init: false });
  const ends = reg(bool, { init: false });
  when(turn.start, () => {
    // A term of 0 where there is none, so that sums stay as they are.
    values.set(zeroOf(values.type as Type) as never);
    first.set(fire.and(opens));
    ends.set(fire.and(source.last!));
  });
  when(fire, () => {
    values.set(x as never);
    weights.set(w as never);
    opens.set(source.last!);
  });

  const groups = Array.from({ length: fold }, (_, i) => weights.slice(i * lanes, (i + 1) * lanes));
  const word = factors.from(turn.phase ? (select(turn.phase, groups as never) as never) : groups[0]!);
  const columns = later(word);
  const begins = later(first);
  const skew = skewed(
    values,
    Array.from({ length: rows }, (_, i) => i * fold),
  );
  const products = skew.values.map((value, i) => {
    const x = delay(value, 1);
    return delay(lanewise(f => (f as SInt).mul(signed(x)), columns.after(1 + i * fold)) as Vec<SIntType>, 1);
  });
  const sums = products.map((product, i) => {
    const total = reg(vec(sumType, lanes)) as unknown as Vec<SIntType>;
    const before = delay(total, fold - 1);
    const start = begins.after(2 + i * fold);
    const next = (m: SInt, p: SInt) => fit(m, sumType.width).addWrap(start.mux(0, p) as never);
    total.set(lanewise((m, p) => next(m as SInt, p as SInt), product, before) as never);
    return total;
  });

  // The rows leave in turn, the first three edges behind its last term.
  const done = delay(ends, 2, { init: false });
  const row = reg(indexType(rows), { init: 0 });
  const live = reg(bool, { init: false });
  const end = row.eq(rows - 1);
  when(turn.after(3), () => {
    row.set(next(row, rows));
    when(end, () => live.set(false));
  });
  when(done, () => {
    row.set(0);
    live.set(true);
  });
  const result = delay(select(row, sums as never) as unknown as Vec<SIntType>, 1);
  const parts = { skew: skew.stages, columns: columns.stages, begins: begins.stages, products, sums };
  const valid = delay(live, 1, { init: false }).and(turn.after(4));
  return {
    payload: result,
    valid,
    last: delay(end, 1),
    parts: { ...parts, values, weights, opens, first, ends, row, live },
  };
}

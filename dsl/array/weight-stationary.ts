import type { Numbers } from '../arith/index.js';
import { hull, type Interval, product, sum } from '../arith/interval.js';
import { flat } from '../arith/operand.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { Vec } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { accept, type Offer } from '../stream/make.js';
import { state } from '../stream/state.js';
import { Stream } from '../stream/stream.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { cascade, planOf } from './cascade.js';
import { factorsOf } from './factors.js';
import { shifted } from './later.js';
import type { Integer, Integers, Shape } from './options.js';
import { collected, turns } from './turns.js';
import { unstalled } from './unstalled.js';
import { constantWeights, streamedWeights } from './weights.js';

/**
 * Weights stay, sums move. A gate lets elements in when it is their turn and their weights are there; behind it nothing
 * stands still, and a fifo holds as many results as can be on their way.
 */
export function weightStationary(x: Stream, w: Stream | readonly Numbers[], shape: Shape): Stream {
  const { fold } = shape;
  const streamed = w instanceof Stream;
  if (streamed && !x.last)
    fail(
      'HW034',
      `macArray: ${x[state].info.name} does not say where the values for the next weights begin`,
      `${x[state].info.name}.lastEvery(n), with the elements that share their weights counted`,
    );
  const factors = factorsOf(shape);
  const column = streamed ? everyTerm(shape) : columnsOf(w, shape);
  const latency = 1 + planOf(shape, factors).latency + (fold - 1);
  // One more for each cycle until a place that becomes free is known to be.
  const depth = Math.max(2, Math.ceil((latency + 2) / fold));
  return unstalled(x, depth, { latency, ii: fold }, room => {
    const turn = turns(fold);
    const weights = streamed ? streamedWeights(w, shape, factors, turn) : constantWeights(w, shape, factors, turn);
    const opens = weights.ready && reg(bool, { init: true });
    const free = turn.start.and(room.has(1));
    const may = opens && weights.ready ? free.and(opens.not().or(weights.ready)) : free;
    accept(x, may);
    const fire = x.valid.and(may);
    room.take(1, fire);
    weights.begin(opens ? fire.and(opens) : fire);
    const held = reg(x.type as Integers) as unknown as Vec<Integer>;
    when(fire, () => {
      held.set(x.payload as never);
      if (x.last) opens?.set(x.last);
    });
    const { sums, parts } = cascade(shape, factors, held, weights.row, column);
    const whole = collected(sums, fold);
    const valid = shifted(fire, latency, true);
    const ends = x.last && shifted(x.last, latency, false);
    return {
      type: whole.type,
      payload: whole,
      valid: valid.bit(latency - 1),
      last: ends?.bit(latency - 1),
      parts: { ...parts, ...weights.parts, phase: turn.phase, opens, values: held, way: valid, ends },
    } as Offer<Type>;
  });
}

const everyTerm = ({ rows, ranges }: Shape): Interval => {
  const { min, max } = product(ranges.value, ranges.weight);
  return { min: min * BigInt(rows), max: max * BigInt(rows) };
};

const columnsOf = (w: readonly Numbers[], { cols, ranges }: Shape): Interval => {
  const rows = w.map(row => flat(row));
  const column = (c: number): Interval =>
    rows.map(row => product(ranges.value, { min: row[c]!, max: row[c]! })).reduce(sum);
  return hull(Array.from({ length: cols }, (_, c) => column(c)));
};

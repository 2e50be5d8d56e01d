import { Bool } from '../signal/bool.js';
import type { Int } from '../signal/int.js';
import type { AnySignal } from '../signal/mux.js';
import type { UInt } from '../signal/uint.js';
import { type Vec, vecOf } from '../signal/vec.js';
import { delay } from '../state/delay.js';
import { reg } from '../state/reg.js';
import { uint } from '../type/make.js';
import type { Integer } from './options.js';

/** A signal after any number of clock edges. */
export interface Later<S> {
  after(edges: number): S;
  /** The registers, made once however many ask. */
  readonly stages: readonly S[];
}

/** Flags start at 0, so that nothing happens before something comes; data need no reset. */
export function later<S extends AnySignal>(signal: S): Later<S> {
  const init = signal instanceof Bool ? { init: false as never } : {};
  const stages: S[] = [];
  return {
    stages,
    after(edges) {
      while (stages.length < edges) stages.push(delay(stages.at(-1) ?? signal, 1, init));
      return stages[edges - 1] ?? signal;
    },
  };
}

/** A flag on its way, as one register that is shifted: bit i is the flag of i + 1 edges ago. At least two edges. */
export function shifted(flag: Bool, edges: number, reset: boolean): UInt {
  const way = reg(uint(edges), reset ? { init: 0 } : {});
  way.set(way.trunc(edges - 1).cat(flag));
  return way;
}

/**
 * The elements of a vector, each after its own number of clock edges. They move as vectors that get shorter:
 *
 *     edges       0          1        2      3
 *              x3 x2 x1 x0  x3 x2 x1  x3 x2  x3
 */
export function skewed(x: Vec<Integer>, edges: readonly number[]) {
  const order = edges.map((_, i) => i).sort((a, b) => edges[a]! - edges[b]!);
  const inOrder = order.every((from, i) => from === i);
  let row = inOrder ? x : (vecOf(x.type.element, order.map(i => x.at(i)) as never) as Vec<Integer>);
  const values: Int[] = [];
  const stages: Vec<Integer>[] = [];
  order.forEach((from, place) => {
    const gone = () => place - (x.length - row.length);
    while (stages.length < edges[from]!) {
      row = delay(gone() > 0 ? row.slice(gone()) : row, 1);
      stages.push(row);
    }
    values[from] = row.at(gone()) as Int;
  });
  return { values, stages };
}

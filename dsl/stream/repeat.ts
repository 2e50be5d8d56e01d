import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive } from './make.js';
import type { Stream } from './stream.js';

/** Every element `n` times; the last of them takes it from the source. See `Stream.repeat`. */
export function repeat<T>(source: Stream<T>, n: number): Stream<T> {
  if (!Number.isInteger(n) || n < 1)
    fail('HW002', `repeat: each element ${n} times`, 'a whole number of at least 1: .repeat(2)');
  if (n === 1) return source;
  const step = { latency: undefined, rate: 1 / n, readyPath: 'combinational', validPath: 'combinational' } as const;
  return derive(source as Stream, 'repeat', step, ready => {
    const place = reg(indexType(n), { init: 0 });
    const final = place.eq(n - 1);
    accept(source, ready.and(final));
    when(source.valid.and(ready), () => place.set(final.mux(0, place.addWrap(1))));
    const { type, payload, valid, last } = source;
    return { type: type as Type, payload: payload as SignalOf<Type>, valid, last: last?.and(final), parts: { place } };
  });
}

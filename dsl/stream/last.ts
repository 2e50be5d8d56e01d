import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive } from './make.js';
import type { Stream } from './stream.js';

const step = { latency: 0, readyPath: 'combinational', validPath: 'combinational' } as const;

/** Marks every n-th element as the last of a packet; marks that the source had are replaced. Latency 0. */
export function lastEvery<T>(source: Stream<T>, n: number): Stream<T> {
  if (!Number.isInteger(n) || n < 1)
    fail('HW002', `lastEvery: packets of ${n} elements`, 'a whole number of at least 1: .lastEvery(640)');
  return derive(source as Stream, 'last', step, ready => {
    const place = reg(indexType(n), { init: 0 });
    const last = place.eq(n - 1);
    when(source.valid.and(ready), () => place.set(last.mux(0, place.addWrap(1))));
    accept(source, ready);
    const { type, payload, valid } = source;
    return { type: type as Type, payload: payload as SignalOf<Type>, valid, last, parts: { place } };
  });
}

/** The same elements without marks. Latency 0. */
export const withoutLast = <T>(source: Stream<T>): Stream<T> =>
  derive(source as Stream, 'plain', step, ready => {
    accept(source, ready);
    const { type, payload, valid } = source;
    return { type: type as Type, payload: payload as SignalOf<Type>, valid };
  });

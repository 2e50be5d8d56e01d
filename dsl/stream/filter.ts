import { fromUser } from '../error/capture.js';
import { fail } from '../scope/report.js';
import { Bool, type BoolSource, boolRef } from '../signal/bool.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** The elements that are kept; others are taken from the source at once and go nowhere. See `Stream.filter`. */
export function filter<T>(source: Stream<T>, keep: (payload: SignalOf<T>) => BoolSource): Stream<T> {
  if (source.last)
    fail(
      'HW012',
      `${source[state].info.name} marks the ends of packets, and a filter could drop the marked elements`,
      '.withoutLast() before .filter()',
    );
  const step = { latency: undefined, ii: undefined, readyPath: 'combinational', validPath: 'combinational' } as const;
  return derive(source as Stream, 'filter', step, ready => {
    const kept = new Bool(boolRef(fromUser(() => keep(source.payload))));
    accept(source, ready.or(kept.not()));
    return { type: source.type as Type, payload: source.payload as SignalOf<Type>, valid: source.valid.and(kept) };
  });
}

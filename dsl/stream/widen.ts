import { check } from '../check/check.js';
import { match, type NumberArms } from '../control/match.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { zeroOf } from '../signal/signal-from.js';
import { indexType, type Vec } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { bool, vec } from '../type/make.js';
import type { Type, VecType } from '../type/type.js';
import { type Group, groupOffer, type PartialGroup, put } from './group.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** Collects `n` elements in registers and gives them as one vector. See `Stream.widen`. */
export function widen<T>(source: Stream<T>, n: number, partial: PartialGroup): Stream<VecType<T>> | Stream<Group<T>> {
  if (!Number.isInteger(n) || n < 1)
    fail('HW002', `widen: groups of ${n} elements`, 'a whole number of at least 1: .widen(4)');
  const step = { latency: undefined, rate: n, readyPath: 'combinational', validPath: 'registered' } as const;
  return derive(source as Stream, 'widen', step, ready => {
    const element = source.type as Type;
    const { last } = source;
    const elements = reg(vec(element, n)) as unknown as Vec;
    const place = reg(indexType(n), { init: 0 });
    const valid = reg(bool, { init: false });
    const ended = last && reg(bool);
    const count = last && partial === 'count' ? reg(indexType(n + 1)) : undefined;
    const free = valid.not().or(ready);
    const complete = last ? place.eq(n - 1).or(last) : place.eq(n - 1);
    // What a short group leaves empty is 0, not what stood there before.
    const empty = last && zeroOf(element);
    const fill = (at: number) => (): void => {
      put(elements, at, source.payload);
      for (let i = 1; empty && at === 0 && i < n; i++) put(elements, i, empty);
    };
    const arms = Object.fromEntries(Array.from({ length: n }, (_, i) => [i, fill(i)])) as NumberArms;
    accept(source, free);
    when(free, () => {
      valid.set(source.valid.and(complete));
      when(source.valid, () => {
        match(place, arms);
        place.set(complete.mux(0, place.addWrap(1)));
        if (last) ended?.set(last);
        count?.set(place.extend(count.width).addWrap(1));
        if (last && partial === 'never')
          when(last, () =>
            check.assert(place.eq(n - 1), `widen: a packet of ${source[state].info.name} ends within a group of ${n}`),
          );
      });
    });
    return groupOffer({ elements, count, valid, last: ended, parts: { place } });
  }) as Stream<VecType<T>> | Stream<Group<T>>;
}

import { check } from '../check/check.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { show } from '../type/show.js';
import type { SignalOf, Type } from '../type/type.js';
import { groupOf } from './group.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** The elements of vectors one by one, element 0 first. See `Stream.narrow`. */
export function narrow(source: Stream): Stream {
  const group = groupOf(source);
  const { name } = source[state].info;
  if (!group)
    fail('HW012', `narrow: ${name} carries ${show(source.type as Type)}, not vectors`, `${name}.map(x => [...])`);
  const { elements, count } = group;
  const n = elements.length;
  const step = { latency: undefined, rate: 1 / n, readyPath: 'combinational', validPath: 'combinational' } as const;
  return derive(source, 'narrow', step, ready => {
    const place = reg(indexType(n), { init: 0 });
    const final = count ? place.extend(count.width).addWrap(1).eq(count) : place.eq(n - 1);
    const { valid, last } = source;
    accept(source, ready.and(final));
    when(valid.and(ready), () => place.set(final.mux(0, place.addWrap(1))));
    if (count)
      when(valid, () => check.assert(count.ne(0).and(count.le(n)), `narrow: a count of ${name} is not 1 to ${n}`));
    return {
      type: elements.type.element as Type,
      payload: elements.at(place) as SignalOf<Type>,
      valid,
      last: last?.and(final),
      parts: { place },
    };
  });
}

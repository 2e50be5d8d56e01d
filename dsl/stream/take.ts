import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive } from './make.js';
import type { Stream } from './stream.js';

/** The first `n` elements, of each packet where packets are marked. See `Stream.take`. */
export function takeFirst<T>(source: Stream<T>, n: number): Stream<T> {
  if (!Number.isInteger(n) || n < 1) fail('HW002', `take: ${n} elements`, 'a whole number of at least 1: .take(640)');
  const step = { latency: undefined, ii: undefined, readyPath: 'combinational', validPath: 'combinational' } as const;
  return derive(source as Stream, 'take', step, ready => {
    const count = reg(indexType(n + 1), { init: 0 });
    const open = count.ne(n);
    accept(source, ready.or(open.not()));
    when(source.fire, () => {
      when(open, () => count.set(count.addWrap(1)));
      if (source.last) when(source.last, () => count.set(0));
    });
    return {
      type: source.type as Type,
      payload: source.payload as SignalOf<Type>,
      valid: source.valid.and(open),
      last: source.last?.or(count.eq(n - 1)),
      parts: { count },
    };
  });
}

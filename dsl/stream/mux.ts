import { select } from '../control/select.js';
import { fail } from '../scope/report.js';
import type { AnySignal } from '../signal/mux.js';
import type { SignalOf, Type } from '../type/type.js';
import { gather } from './gather.js';
import { indexOf } from './index-of.js';
import { accept } from './make.js';
import { allMarked } from './packets.js';
import { sameElements } from './same-elements.js';
import type { Stream } from './stream.js';

/** Each element of `which` chooses the stream that gives the next element, or packet. See `Stream.mux`. */
export function muxOf<T>(which: Stream, streams: readonly Stream<T>[]): Stream<T> {
  const [first, ...rest] = streams as readonly Stream[];
  if (!first) fail('HW002', 'mux of no streams', 'which.mux([io.a, io.b])');
  const sources = [first, ...rest] as const;
  const packets = allMarked(sources, 'mux');
  sameElements(sources, 'mux');
  const step = { latency: undefined, readyPath: 'combinational', validPath: 'combinational' } as const;
  return gather([which, ...sources], 'mux', step, ready => {
    const index = indexOf(which, which.payload, sources.length, 'mux');
    const pick = <S extends AnySignal>(of: (source: Stream) => S): S => select(index, sources.map(of));
    const offered = pick(source => source.valid);
    const last = packets ? pick(source => source.last!) : undefined;
    accept(which, last ? ready.and(offered, last) : ready.and(offered));
    for (const [i, source] of sources.entries()) accept(source, ready.and(which.valid, index.eq(i)));
    const payload = pick(source => source.payload as AnySignal) as SignalOf<Type>;
    return { type: first.type as Type, payload, valid: which.valid.and(offered), last };
  });
}

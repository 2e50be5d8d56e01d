import { fail } from '../scope/report.js';
import type { Type } from '../type/type.js';
import { chosen } from './chosen.js';
import { gather } from './gather.js';
import { indexOf, names } from './index-of.js';
import { accept } from './make.js';
import { allMarked } from './packets.js';
import { sameElements } from './same-elements.js';
import type { Stream } from './stream.js';

/** Each element of `which` chooses the stream that gives the next element, or packet. See `Stream.mux`. */
export function muxOf<T>(which: Stream, streams: readonly Stream<T>[]): Stream<T> {
  const [first, ...rest] = streams as readonly Stream[];
  if (!first) fail('HW002', 'mux of no streams', 'which.mux([io.a, io.b])');
  const sources = [first, ...rest] as const;
  allMarked(sources, 'mux');
  sameElements(sources, 'mux');
  const step = { latency: undefined, readyPath: 'combinational', validPath: 'combinational' } as const;
  return gather([which, ...sources], 'mux', step, ready => {
    const index = indexOf(which, which.payload, sources.length, 'mux');
    const { valid: offered, last, payload } = chosen(index, sources);
    accept(which, last ? ready.and(offered, last) : ready.and(offered));
    for (const [i, source] of sources.entries())
      accept(source, ready.and(which.valid, names(index, i, sources.length)));
    return { type: first.type as Type, payload, valid: which.valid.and(offered), last };
  });
}

import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { type FifoOptions, fifo } from './fifo.js';
import { accept, derive } from './make.js';
import { marked } from './packets.js';
import type { Stream } from './stream.js';

/** A fifo that begins to give a packet when it holds all of it. See `Stream.batch`. */
export function batch<T>(source: Stream<T>, depth: number, options: FifoOptions = {}): Stream<T> {
  if (!Number.isInteger(depth) || depth < 2)
    fail('HW002', `batch: room for ${depth} elements`, 'a whole number of at least 2: .batch(512)');
  marked(source, 'batch');
  const came = source.fire.and(source.last!);
  const full = source.ready.not();
  const step = { latency: undefined, ii: undefined, readyPath: 'registered', validPath: 'registered' } as const;
  const held = fifo(source, depth, options);
  return derive(held as Stream, 'batch', step, ready => {
    // The fifo holds up to one element more than its depth, and each may be a packet.
    const packets = reg(indexType(depth + 2), { init: 0 });
    // A packet that is longer than the fifo must begin to leave before its end has come, or it never would.
    const overflowing = reg(bool, { init: false });
    const open = packets.ne(0).or(overflowing);
    const valid = held.valid.and(open);
    const last = held.last!;
    const left = valid.and(ready, last);
    when(came.and(left.not()), () => packets.set(packets.addWrap(1)));
    when(left.and(came.not()), () => packets.set(packets.subWrap(1)));
    when(left, () => overflowing.set(false)).elseWhen(full.and(packets.eq(0)), () => overflowing.set(true));
    accept(held, ready.and(open));
    const { type, payload } = held;
    return { type: type as Type, payload: payload as SignalOf<Type>, valid, last, parts: { packets, overflowing } };
  });
}

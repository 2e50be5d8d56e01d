import { check } from '../check/check.js';
import { when } from '../control/when.js';
import { fromUser } from '../error/capture.js';
import type { Bool, BoolSource } from '../signal/bool.js';
import type { AnySignal } from '../signal/mux.js';
import { asBits } from '../signal/pack.js';
import type { UInt } from '../signal/uint.js';
import { reg } from '../state/reg.js';
import { bool, uint } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** What a monitor has counted, up to the cycle before; each wraps, so that differences are right for ever. */
export interface Counts {
  /** Elements transferred. */
  readonly transfers: UInt;
  /** Cycles in which an element was offered and not taken: the consumer is the brake. */
  readonly stalls: UInt;
  /** Cycles in which the consumer was ready and nothing was offered: the source is the brake. */
  readonly starved: UInt;
  /** Packets transferred; absent where the stream has no marks. */
  readonly packets?: UInt;
}

export interface MonitorOptions {
  /** Bits of each counter. Default 32. */
  readonly width?: number;
  /**
   * The stream rules as checks in the design: `assert` (default), `assume` where the source is the surroundings of
   * a proof, `none`. Simulations watch them in any case.
   */
  readonly rules?: 'assert' | 'assume' | 'none';
}

/** Watches a stream that passes. See `Stream.monitor`. */
export function monitor<T>(
  source: Stream<T>,
  read: ((counts: Counts) => void) | undefined,
  { width = 32, rules = 'assert' }: MonitorOptions,
): Stream<T> {
  const step = { latency: 0, readyPath: 'combinational', validPath: 'combinational' } as const;
  return derive(source as Stream, 'monitor', step, ready => {
    accept(source, ready);
    const { type, payload, valid, last } = source;
    const watch = rules === 'none' ? {} : holds(source as Stream, ready, check[rules]);
    const counter = (when_: Bool): UInt => {
      const count = reg(uint(width), { init: 0, enable: when_ });
      count.set(count.addWrap(1));
      return count;
    };
    const counts: Counts | undefined = read && {
      transfers: counter(valid.and(ready)),
      stalls: counter(valid.and(ready.not())),
      starved: counter(ready.and(valid.not())),
      ...(last && { packets: counter(valid.and(ready, last)) }),
    };
    if (read && counts) fromUser(() => read(counts));
    return { type: type as Type, payload: payload as SignalOf<Type>, valid, last, parts: { ...counts, ...watch } };
  });
}

/** Rule 2: an offer that waits is there in the next cycle, with the same payload and mark. */
function holds(
  { payload, valid, last, [state]: own }: Stream,
  ready: Bool,
  must: (c: BoolSource, text: string) => void,
) {
  const { name } = own.info;
  const bits = asBits(payload as AnySignal);
  const waits = reg(bool, { init: false });
  const held = reg(uint(bits.width));
  const heldLast = last && reg(bool);
  waits.set(valid.and(ready.not()));
  held.set(bits);
  if (last) heldLast?.set(last);
  when(waits, () => {
    must(valid, `stream ${name}: valid fell before the offer was taken`);
    must(bits.eq(held), `stream ${name}: payload changed before the offer was taken`);
    if (last && heldLast) must(last.eq(heldLast), `stream ${name}: last changed before the offer was taken`);
  });
  return { waits, held, held_last: heldLast };
}

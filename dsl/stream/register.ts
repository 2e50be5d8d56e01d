import { mux } from '../control/select.js';
import { when } from '../control/when.js';
import type { AnySignal } from '../signal/mux.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { accept, derive } from './make.js';
import type { Stream } from './stream.js';

type Settable = { set(value: unknown): void };

/** One register for payload and valid. Full throughput, since it is refilled in the cycle in which it is taken. */
export function regValid<T>(source: Stream<T>): Stream<T> {
  const step = { latency: 1, readyPath: 'combinational', validPath: 'registered' } as const;
  return derive(source as Stream, 'reg', step, ready => {
    const payload = reg(source.type as Type);
    const valid = reg(bool, { init: false });
    const last = source.last && reg(bool);
    const free = valid.not().or(ready);
    when(free, () => {
      (payload as Settable).set(source.payload);
      last?.set(source.last!);
      valid.set(source.valid);
    });
    accept(source, free);
    return { type: source.type as Type, payload, valid, last };
  });
}

/** A spare register catches the element that comes in the cycle in which the consumer stops: ready is its emptiness. */
export function regReady<T>(source: Stream<T>): Stream<T> {
  const step = { latency: 0, readyPath: 'registered', validPath: 'combinational' } as const;
  return derive(source as Stream, 'regReady', step, ready => {
    const spare = reg(source.type as Type);
    const spareLast = source.last && reg(bool);
    const full = reg(bool, { init: false });
    const valid = full.or(source.valid);
    when(full.not(), () => {
      (spare as Settable).set(source.payload);
      spareLast?.set(source.last!);
    });
    full.set(valid.and(ready.not()));
    accept(source, full.not());
    const payload = mux(full, spare as AnySignal, source.payload as AnySignal) as typeof spare;
    const last = source.last && spareLast && mux(full, spareLast, source.last);
    return { type: source.type as Type, payload, valid, last, parts: { spare, spare_last: spareLast, full } };
  });
}

/**
 * An output register and a spare one: neither path gets through, and every cycle can bring an element.
 *
 *     source --+--> spare --+
 *              |            v
 *              +----------> out --> consumer        ready = spare is empty
 */
export function skid<T>(source: Stream<T>): Stream<T> {
  const step = { latency: 1, readyPath: 'registered', validPath: 'registered' } as const;
  return derive(source as Stream, 'skid', step, ready => {
    const payload = reg(source.type as Type);
    const last = source.last && reg(bool);
    const valid = reg(bool, { init: false });
    const spare = reg(source.type as Type);
    const spareLast = source.last && reg(bool);
    const full = reg(bool, { init: false });
    when(valid.not().or(ready), () => {
      (payload as Settable).set(mux(full, spare as AnySignal, source.payload as AnySignal));
      if (last && spareLast) last.set(mux(full, spareLast, source.last!));
      valid.set(full.or(source.valid));
      full.set(false);
    }).otherwise(() => {
      when(full.not(), () => {
        (spare as Settable).set(source.payload);
        spareLast?.set(source.last!);
        full.set(source.valid);
      });
    });
    accept(source, full.not());
    return { type: source.type as Type, payload, valid, last, parts: { spare, spare_last: spareLast, full } };
  });
}

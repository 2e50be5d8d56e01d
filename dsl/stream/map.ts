import { fromUser } from '../error/capture.js';
import { targetOf } from '../kernel/schedule/asked.js';
import type { TargetName } from '../kernel/schedule/target.js';
import { hereOrFail } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { signalFrom, type TypeFrom } from '../signal/signal-from.js';
import type { SignalOf, Type } from '../type/type.js';
import type { Step } from './facts.js';
import { accept, derive, type Offer } from './make.js';
import { markOf, pipelined } from './pipeline/pipeline.js';
import { staged } from './staged.js';
import type { Stream } from './stream.js';

/** Registers on the way through a function: so many, or as many as a period takes. */
export interface MapOptions {
  /**
   * Registers on the way through; each adds one cycle of latency. Default 0. They stand between the operators, so that
   * the slowest stage is as fast as can be, with as few bits as that allows, and the last one behind them all. A function
   * that does more than compute (conditions, registers, memories, instances) keeps its logic in one piece, before the
   * first register. With 0 it is logic, whatever the period.
   */
  readonly stages?: number;
  /**
   * Nanoseconds of a clock cycle: as many stages as it takes, by a table of estimated delays. Products that take longer get
   * the registers that DSP blocks have inside.
   */
  readonly period?: number;
  /** Whose delays: `xc7` (default), `ecp5`, `ice40`. */
  readonly target?: TargetName;
}

/** The result of a function on every element. See `Stream.map`. */
export function map<T, R>(
  source: Stream<T>,
  fn: (payload: SignalOf<T>) => R,
  options: MapOptions,
): Stream<TypeFrom<R>> {
  const timing = checked(options);
  const step: Draft<Step> = { latency: timing.stages, readyPath: 'combinational', validPath: 'combinational' };
  return derive(source as Stream, 'map', step, ready => {
    const before = markOf(hereOrFail('map'));
    const { type, signal } = signalFrom(fromUser(() => fn(source.payload)));
    const offer: Offer<Type> = { type, payload: signal, valid: source.valid, last: source.last };
    if (timing.stages === 0) {
      accept(source, ready);
      return offer;
    }
    const logic = pipelined(before, refsOf(signal as AnySignal), timing);
    const stages = logic?.stages ?? timing.stages;
    if (stages === undefined)
      fail(
        'HW052',
        'map: a period for a function that does more than compute',
        'say how many registers stand behind it: { stages: 1 }',
      );
    Object.assign(step, { latency: stages, validPath: 'registered' });
    return staged(source, offer, ready, stages, logic);
  });
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What was asked for, within reason; without anything, no registers. */
export function checked<O extends MapOptions>(options: O): O & { readonly stages?: number } {
  const { stages, period } = options;
  targetOf(options);
  return stages === undefined && period === undefined ? { ...options, stages: 0 } : options;
}

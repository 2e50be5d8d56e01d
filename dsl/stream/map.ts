import { when } from '../control/when.js';
import { fromUser } from '../error/capture.js';
import { hereOrFail } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { signalFrom, type TypeFrom } from '../signal/signal-from.js';
import { wrap } from '../signal/wrap.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive, type Offer } from './make.js';
import { markOf, type Pipelined, pipelined } from './pipeline/pipeline.js';
import type { Stream } from './stream.js';

export interface MapOptions {
  /**
   * Registers on the way through; each adds one cycle of latency. Default 0. They stand between the operators, so that
   * the slowest stage is as fast as can be, and the last one behind them all. A function that does more than compute
   * (conditions, registers, memories, instances) keeps its logic in one piece, before the first register.
   */
  readonly stages?: number;
}

/** The result of a function on every element. See `Stream.map`. */
export function map<T, R>(
  source: Stream<T>,
  fn: (payload: SignalOf<T>) => R,
  options: MapOptions,
): Stream<TypeFrom<R>> {
  const { stages = 0 } = options;
  if (!Number.isInteger(stages) || stages < 0)
    fail('HW002', `map: ${stages} stages`, 'a whole number of registers: { stages: 2 }');
  const step = {
    latency: stages,
    readyPath: 'combinational',
    validPath: stages > 0 ? 'registered' : 'combinational',
  } as const;
  return derive(source as Stream, 'map', step, ready => {
    const before = markOf(hereOrFail('map'));
    const { type, signal } = signalFrom(fromUser(() => fn(source.payload)));
    const offer: Offer<Type> = { type, payload: signal, valid: source.valid, last: source.last };
    if (stages > 0) return staged(source, offer, ready, stages, pipelined(before, refsOf(signal as AnySignal), stages));
    accept(source, ready);
    return offer;
  });
}

/**
 * Registers that all move at once, or none does: they stand only while the last one holds an element that is not
 * taken, so every cycle can bring one, and those inside leave by themselves when no more come. `logic` has the
 * registers before the last; without it all of them stand in a row behind the payload.
 */
function staged(source: Stream, offer: Offer<Type>, ready: Bool, stages: number, logic: Pipelined | undefined) {
  const { type } = offer;
  const chain = Array.from({ length: stages }, (_, i) => ({
    payload: logic && i < stages - 1 ? undefined : reg(type),
    valid: reg(bool, { init: false }),
    last: offer.last && reg(bool),
  }));
  const end = chain.at(-1)!;
  const move = end.valid.not().or(ready);
  when(move, () => {
    let payload: unknown = logic ? wrap(type, logic.results) : offer.payload;
    let { valid, last } = offer;
    chain.forEach((stage, i) => {
      const [source, before] = [valid, payload];
      stage.valid.set(source);
      // What is no element is not computed: less power on the chip, and less work in simulation.
      when(source, () => {
        logic?.move(i);
        if (stage.payload) (stage.payload as { set(value: unknown): void }).set(before);
        if (stage.last && last) stage.last.set(last);
      });
      payload = stage.payload ?? payload;
      ({ valid, last } = stage);
    });
  });
  accept(source, move);
  const inner = chain.slice(0, -1).flatMap((stage, i) => [
    [`stage${i}`, stage.payload],
    [`stage${i}_valid`, stage.valid],
    [`stage${i}_last`, stage.last],
  ]);
  const parts = { ...Object.fromEntries(inner), ...single(logic?.parts ?? {}), move };
  return { type, payload: end.payload!, valid: end.valid, last: end.last, parts };
}

/** One of a kind needs no number. */
const single = (parts: Pipelined['parts']) =>
  Object.fromEntries(Object.entries(parts).map(([name, all]) => [name, all.length === 1 ? all[0] : all]));

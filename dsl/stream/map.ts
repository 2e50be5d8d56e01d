import { when } from '../control/when.js';
import { fromUser } from '../error/capture.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { signalFrom, type TypeFrom } from '../signal/signal-from.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, derive, type Offer } from './make.js';
import type { Stream } from './stream.js';

export interface MapOptions {
  /** Registers behind the logic; each adds one cycle of latency. Default 0. */
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
    const { type, signal } = signalFrom(fromUser(() => fn(source.payload)));
    const offer: Offer<Type> = { type, payload: signal, valid: source.valid, last: source.last };
    if (stages > 0) return delayed(source, offer, ready, stages);
    accept(source, ready);
    return offer;
  }) as Stream<TypeFrom<R>>;
}

/**
 * A chain of registers that all move at once, or none does: they stand only while the last one holds an element that
 * is not taken, so every cycle can bring one, and those inside leave by themselves when no more come.
 */
function delayed(source: Stream, { type, payload, valid, last }: Offer<Type>, ready: Bool, stages: number) {
  const chain = Array.from({ length: stages }, () => ({
    payload: reg(type),
    valid: reg(bool, { init: false }),
    last: last && reg(bool),
  }));
  const end = chain.at(-1)!;
  const move = end.valid.not().or(ready);
  when(move, () => {
    let before: Offer<Type> = { type, payload, valid, last };
    for (const stage of chain) {
      (stage.payload as unknown as { set(value: unknown): void }).set(before.payload);
      stage.valid.set(before.valid);
      if (stage.last && before.last) stage.last.set(before.last);
      before = { type, ...stage };
    }
  });
  accept(source, move);
  const inner = chain.slice(0, -1);
  const parts = Object.fromEntries(
    inner.flatMap((stage, i) => [
      [`stage${i}`, stage.payload],
      [`stage${i}_valid`, stage.valid],
      [`stage${i}_last`, stage.last],
    ]),
  );
  return { type, ...end, parts: { ...parts, move } };
}

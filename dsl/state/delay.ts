import { typeOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { type RegOptions, reg } from './reg.js';

/** A signal as it was `cycles` clock edges ago: a chain of registers, without reset unless `init` is given. */
export function delay<S extends AnySignal>(value: S, cycles = 1, options: RegOptions<never> = {}): S {
  let stage: AnySignal = value;
  for (let i = 0; i < cycles; i++) {
    const next = reg(typeOf(value), options as RegOptions<unknown> as never) as unknown as { set(v: unknown): void };
    next.set(stage);
    stage = next as unknown as AnySignal;
  }
  return stage as S;
}

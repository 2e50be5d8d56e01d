import { hereOrFail } from '../scope/emit.js';
import { count } from '../signal/arith.js';
import { typeOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import type { TypeOf } from '../type/type.js';
import { type RegOptions, reg } from './reg.js';

/**
 * A signal as it was `cycles` clock edges ago: a chain of registers, without reset unless `init` is given. It runs in
 * every cycle, also when it is called inside a `when`; `enable` holds all of its stages.
 */
export function delay<S extends AnySignal>(value: S, cycles = 1, options: RegOptions<TypeOf<S>> = {}): S {
  const scope = hereOrFail('delay');
  let stage: AnySignal = value;
  for (let left = count(cycles, 'delay'); left > 0; left--) {
    const next = reg(typeOf(value), options as RegOptions<unknown> as never) as { set(v: unknown): void };
    const before = stage;
    scope.atTop(() => next.set(before));
    stage = next as unknown as AnySignal;
  }
  return stage as S;
}

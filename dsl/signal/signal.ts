import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { show } from '../type/show.js';
import type { ScalarType, Type } from '../type/type.js';

/** Key of a signal's IR value: hidden from completion, since no design needs it. */
export const ref: unique symbol = Symbol('ref');

/**
 * A value of one scalar type in the module being built. Inside `lanewise` it stands for all elements of a vector at
 * once. Signals are hardware: `if (s)`, `s === t`, `s + 1` and template strings cannot work on them, and say so.
 */
export abstract class Signal<T extends ScalarType = ScalarType> {
  readonly [ref]: Ref;

  constructor(
    readonly type: T,
    node: Ref,
  ) {
    this[ref] = node;
  }

  /** @throws HW003 always: TypeScript asked for the value of a wire. */
  [Symbol.toPrimitive](hint: string): never {
    return noValue(this, hint);
  }

  toString(): string {
    return show(this.type);
  }
}

export function noValue(signal: { readonly type: Type }, hint: string): never {
  const instead =
    hint === 'string'
      ? "print('value {}', signal) shows it in simulation"
      : 'use methods: a.add(b), a.lt(b), a.eq(b), c.mux(a, b), when(c, () => ...)';
  fail('HW003', `a ${show(signal.type)} has no value while the hardware is built`, instead);
}

import type { Bool } from '../../dsl/signal/bool.js';
import type { BoolType, SignalOf, Source } from '../../dsl/type/type.js';
import type { Field } from './field.js';
import type { Registers } from './map.js';
import type { Register } from './register.js';

/** What a field that software clears has beside its signal: of `w1c` and `rc`. */
export interface Sticky<T> {
  /** Its value with what software clears in this cycle cleared: `errors.set(errors.kept.addWrap(1))` counts every error. */
  readonly kept: SignalOf<T>;
  /**
   * Sets these bits, all if none are given, in cycles in which the statement is reached; a clear in the same cycle loses.
   * A `bool` may be raised in several places; of more bits the last call that is reached counts, as for any assignment.
   */
  raise(bits?: T extends BoolType ? Source<T> | true : Source<T>): void;
}

/** What a field that software sets has beside its signal: of `w1s`. */
export interface Requested<T> {
  /**
   * Clears these bits, all if none are given, in cycles in which the statement is reached; a set in the same cycle wins.
   * Several calls go together as those of `raise` do.
   */
  clear(bits?: Source<T>): void;
}

/**
 * A field in the hardware: a signal of its type. `ro` is a wire to drive; `rw`, `wo`, `w1c`, `w1s` and `rc` are registers,
 * which `.set()` gives another value even in a cycle in which software writes; `pulse` and `constant` are only read.
 */
export type FieldView<F> =
  F extends Field<infer A, infer T>
    ? A extends 'w1c' | 'rc'
      ? SignalOf<T> & Sticky<T>
      : A extends 'w1s'
        ? SignalOf<T> & Requested<T>
        : SignalOf<T>
    : never;

type RegisterView<F> = { readonly [K in keyof F]: FieldView<F[K]> };

/** The fields of a map in the hardware, by register and name: `regs.control.enable`, `regs.compare[2].value`. */
export type RegistersView<R extends Registers> = {
  readonly [K in keyof R]: R[K] extends Register<infer F, infer N>
    ? N extends number
      ? readonly RegisterView<F>[]
      : RegisterView<F>
    : never;
};

/** One condition for each register. */
export type Strobes<R extends Registers> = {
  readonly [K in keyof R]: R[K] extends Register<infer _, infer N>
    ? N extends number
      ? readonly Bool[]
      : Bool
    : never;
};

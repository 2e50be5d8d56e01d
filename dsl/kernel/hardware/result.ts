import type { BoolType, BundleType, SIntType, SignalOf, UIntType, VecType } from '../../type/type.js';
import type { KernelFunction } from '../given.js';

/**
 * The hardware type of what a kernel gives, where its result is annotated: `(x: u8): i20 => ...` gives `SIntType<20>`.
 * `any` for a result whose width only the ranges of values tell.
 */
export type ResultType<K extends KernelFunction> = HardwareOf<ReturnType<K['plain']>>;

/** The same as a signal; of a type that is not written, anything. */
// biome-ignore lint/suspicious/noExplicitAny: what is not written in the source must not be an error in the editor
export type ResultSignal<K extends KernelFunction> = IsAny<ResultType<K>> extends true ? any : SignalOf<ResultType<K>>;

type IsAny<T> = 0 extends 1 & T ? true : false;

// biome-ignore-start lint/suspicious/noExplicitAny: as above; what holds something unknown is unknown
type HardwareOf<R> =
  IsAny<R> extends true
    ? any
    : [R] extends [boolean]
      ? BoolType
      : [R] extends [number]
        ? IntegerOf<keyof R & `__${'i' | 'u'}${number}`>
        : [R] extends [readonly (infer E)[]]
          ? '__length' extends keyof R
            ? VectorOf<E>
            : any
          : [R] extends [object]
            ? RecordOf<{ [K in keyof R]: HardwareOf<R[K]> }>
            : any;

type IntegerOf<Mark extends string> = [Mark] extends [never]
  ? any
  : Mark extends `__i${infer W extends number}`
    ? SIntType<W>
    : Mark extends `__u${infer W extends number}`
      ? UIntType<W>
      : never;

/** A vector of numbers or of vectors; an array of records is a bundle. */
type VectorOf<E> = [E] extends [number | boolean | readonly unknown[]]
  ? IsAny<HardwareOf<E>> extends true
    ? any
    : VecType<HardwareOf<E>>
  : any;

type RecordOf<F extends Record<string, any>> = true extends { [K in keyof F]: IsAny<F[K]> }[keyof F]
  ? any
  : BundleType<F>;
// biome-ignore-end lint/suspicious/noExplicitAny: as above

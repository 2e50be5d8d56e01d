import type { BoolType, BundleType, SIntType, UIntType, VecType } from '../type/type.js';

/**
 * False when a stream of A cannot go where B, or one of them, is wanted: other kinds, or literal widths that differ. `OneBit`
 * is the answer for a Bool and a number of one bit.
 */
type Fits<A, B, OneBit = false> =
  A extends VecType<infer E>
    ? B extends VecType<infer G>
      ? Fits<E, G, OneBit>
      : false
    : A extends BundleType<infer F>
      ? B extends BundleType<infer G>
        ? [{ [K in keyof F]: K extends keyof G ? Misfit<Fits<F[K], G[K], OneBit>> : 1 }[keyof F]] extends [never]
          ? true
          : false
        : false
      : B extends unknown
        ? [A] extends [B]
          ? true
          : [B] extends [A]
            ? true
            : [A | B] extends [BoolType | UIntType<1>]
              ? OneBit
              : false
        : never;

/** Of a type that is not known it is true and false, which is no misfit. */
type Misfit<Fit> = [Fit] extends [false] ? 1 : never;

/** Our message in the editor for a sink of another type; nothing at all where a width is only a `number`. */
export type SameElement<A, B> =
  Fits<A, B> extends false
    ? { readonly 'type mismatch': 'the sink takes another type than the stream gives: convert it by .map(x => ...)' }
    : unknown;

/** The same for a kernel, to which a Bool is a number of one bit. */
export type KernelElement<A, B> =
  Fits<A, B, true> extends false
    ? { readonly 'type mismatch': `the kernel takes ${Shown<B, A>}: convert it by .map(x => ...)` }
    : unknown;

/** A function of signals. The compilers that name only the last overload name this one for a kernel that does not fit. */
export interface NoKernel {
  readonly plain?: 'the kernel takes another type than the stream gives, which .map(x => ...) converts, or other options';
}

type Shown<B, A> = [A, B] extends [BundleType, BundleType]
  ? 'other fields than the stream gives'
  : `${Name<B>}, the stream gives ${Name<A>}`;

type Name<T> =
  T extends UIntType<infer W>
    ? `uint(${W})`
    : T extends SIntType<infer W>
      ? `sint(${W})`
      : T extends VecType<infer E>
        ? `a vector of ${Name<E>}`
        : T extends BoolType
          ? 'bool'
          : T extends BundleType
            ? 'a bundle'
            : 'another type';

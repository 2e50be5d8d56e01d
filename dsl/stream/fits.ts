import type { BundleType, VecType } from '../type/type.js';

/** False when a stream of A cannot go into a sink of B: other kinds, or literal widths that differ. */
type Fits<A, B> =
  A extends VecType<infer E>
    ? B extends VecType<infer G>
      ? Fits<E, G>
      : false
    : A extends BundleType<infer F>
      ? B extends BundleType<infer G>
        ? false extends { [K in keyof F]: K extends keyof G ? Fits<F[K], G[K]> : false }[keyof F]
          ? false
          : true
        : false
      : [A] extends [B]
        ? true
        : [B] extends [A]
          ? true
          : false;

/** Our message in the editor for a sink of another type; nothing at all where a width is only a `number`. */
export type SameElement<A, B> =
  Fits<A, B> extends false
    ? { readonly 'type mismatch': 'the sink takes another type than the stream gives: convert it by .map(x => ...)' }
    : unknown;

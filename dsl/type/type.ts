import type { OfWidth } from '../ir/index.js';
import type { Bool } from '../signal/bool.js';
import type { AnyBundle, Bundle } from '../signal/bundle.js';
import type { Enum } from '../signal/enum.js';
import type { Fixed } from '../signal/fixed.js';
import type { SInt } from '../signal/sint.js';
import type { UInt } from '../signal/uint.js';
import type { Vec } from '../signal/vec.js';

/** A hardware type: a description of bits, a value of TypeScript. */
export type Type = BoolType | UIntType | SIntType | FixedType | EnumType | VecType | BundleType;

/** The types with one number per lane. */
export type ScalarType = BoolType | UIntType | SIntType | FixedType | EnumType;

export interface BoolType {
  readonly kind: 'bool';
}
export interface UIntType<W extends number = number> extends OfWidth<W> {
  readonly kind: 'uint';
  readonly width: number;
}
export interface SIntType<W extends number = number> extends OfWidth<W> {
  readonly kind: 'sint';
  readonly width: number;
}
/** An integer that counts units of 2^-frac; `min` and `max` are the integers it can hold, and give it its width. */
export interface FixedType {
  readonly kind: 'fixed';
  readonly signed: boolean;
  readonly frac: number;
  readonly min: bigint;
  readonly max: bigint;
}
export interface EnumType<C extends string = string> {
  readonly kind: 'enum';
  readonly name: string;
  readonly cases: readonly C[];
}
// biome-ignore lint/suspicious/noExplicitAny: a vector of any type; `Type` here would make the alias circular
export interface VecType<T = any> {
  readonly kind: 'vec';
  readonly element: T;
  readonly length: number;
}
// biome-ignore lint/suspicious/noExplicitAny: as above
export interface BundleType<F extends Record<string, any> = Record<string, any>> {
  readonly kind: 'bundle';
  readonly fields: F;
}

/** The signal class that carries a type. */
export type SignalOf<T> = T extends BoolType
  ? Bool
  : T extends UIntType<infer W>
    ? UInt<W>
    : T extends SIntType<infer W>
      ? SInt<W>
      : T extends FixedType
        ? Fixed
        : T extends EnumType<infer C>
          ? Enum<C>
          : T extends VecType<infer E>
            ? Vec<E>
            : T extends BundleType<infer F>
              ? Bundle<F>
              : T extends never
                ? // biome-ignore lint/suspicious/noExplicitAny: of `any` alone, which takes both ways: then nothing is known
                  any
                : never;

/** The type of a signal, as far as TypeScript knows it. */
export type TypeOf<S> = S extends Bool
  ? BoolType
  : S extends UInt<infer W>
    ? UIntType<W>
    : S extends SInt<infer W>
      ? SIntType<W>
      : S extends Fixed
        ? FixedType
        : S extends Enum<infer C>
          ? EnumType<C>
          : S extends Vec<infer E>
            ? VecType<E>
            : S extends AnyBundle<infer T>
              ? T
              : never;

/** A whole number written in TypeScript. */
export type Literal = number | bigint;

/** The TypeScript value that stands for a constant of the type. */
export type LiteralOf<T> = T extends BoolType
  ? boolean | 0 | 1
  : T extends UIntType | SIntType
    ? Literal
    : T extends FixedType
      ? number
      : T extends EnumType<infer C>
        ? C
        : T extends VecType<infer E>
          ? readonly LiteralOf<E>[]
          : T extends BundleType<infer F>
            ? { readonly [K in keyof F]: LiteralOf<F[K]> }
            : never;

/** What can be assigned to the type: a signal, a constant, or an array or object mixing both. */
export type Source<T> =
  | SignalOf<T>
  | (T extends VecType<infer E>
      ? readonly Source<E>[]
      : T extends BundleType<infer F>
        ? { readonly [K in keyof F]: Source<F[K]> }
        : LiteralOf<T>);

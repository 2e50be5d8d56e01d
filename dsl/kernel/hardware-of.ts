import type { BoolType, BundleType, SIntType, Source, UIntType, VecType } from '../type/type.js';

/**
 * The hardware type of data in a kernel: a number of its bits, arrays as vectors, records as bundles, tuples as
 * bundles by number. What has no width may be anything. So may an array without a length, unless the type was
 * `written`: it is all that is inferred of a result without a type, whose elements have as few bits as they need.
 *
 * @example HardwareOf<Arr<i8, 9>> // VecType<SIntType<8>>
 */
export type HardwareOf<T, Told extends 'written' | 'inferred' = 'inferred'> = 0 extends 1 & T
  ? Unknown
  : [T] extends [boolean]
    ? BoolType
    : [T] extends [number]
      ? IntegerOf<keyof T & `__${'i' | 'u'}${number}`>
      : T extends readonly (infer E)[]
        ? number extends T['length']
          ? Elements<HardwareOf<E, Told>, T, Told>
          : BundleType<{ [K in Exclude<keyof T, keyof []>]: HardwareOf<T[K], Told> }>
        : T extends object
          ? BundleType<{ -readonly [K in keyof T]: HardwareOf<T[K], Told> }>
          : Unknown;

/** Goes wherever a type is wanted. */
// biome-ignore lint/suspicious/noExplicitAny: anything else would be an error somewhere
type Unknown = any;

/** By the property that tells the types of integers apart, `__u8`. */
type IntegerOf<Mark> = [Mark] extends [never]
  ? Unknown
  : Mark extends `__u${infer W extends number}`
    ? UIntType<W>
    : Mark extends `__i${infer W extends number}`
      ? SIntType<W>
      : Unknown;

/** Without a length nothing is known of elements whose type is inferred. */
type Elements<H, A, Told> = 0 extends 1 & H
  ? Unknown
  : Told extends 'written'
    ? VecType<H>
    : '__length' extends keyof A
      ? VecType<H>
      : Unknown;

/**
 * What a stream has to give to a kernel: its only parameter, or a bundle of all. TypeScript does not tell the names of
 * parameters: every field is one of them.
 */
export type ElementOf<P extends readonly unknown[]> = number extends P['length']
  ? Unknown
  : P extends readonly [infer Only]
    ? HardwareOf<Only, 'written'>
    : BundleType<Record<string, { [K in keyof P]: HardwareOf<P[K], 'written'> }[number]>>;

/** What stands for the parameters of a kernel on signals: signals, constants, or arrays and objects of them. */
export type ArgumentsOf<P extends readonly unknown[]> = { [K in keyof P]: ArgumentOf<HardwareOf<P[K], 'written'>> };

type ArgumentOf<H> = 0 extends 1 & H ? unknown : Source<H>;

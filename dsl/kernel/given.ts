/**
 * An array of `N` numbers, records or rows in a kernel; with `M`, of `N` rows of `M`. The length may be that of a
 * constant around the kernel: `Arr<i8, typeof n>`.
 *
 * @example kernel((x: Arr<i8, 9>, image: Arr<u8, 3, 3>): i20 => ...)
 */
export type Arr<T, N extends number, M extends number = never> = [M] extends [never]
  ? T[] & { readonly __length?: N }
  : Arr<Arr<T, M>, N>;

/** What a kernel takes for a parameter: numbers, beyond 53 bits also bigints; typed arrays for arrays. */
export type Given<T> = T extends boolean
  ? boolean
  : T extends number
    ? '__wide' extends keyof T
      ? number | bigint
      : number
    : T extends readonly (infer E)[]
      ? number extends T['length']
        ? ArrayLike<Given<E>>
        : { readonly [K in keyof T]: Given<T[K]> }
      : T extends object
        ? { readonly [K in keyof T]: Given<T[K]> }
        : T;

/** What a kernel gives for its result: numbers, and bigints for types of more than 53 bits. */
export type Result<T> = T extends boolean
  ? boolean
  : T extends number
    ? '__wide' extends keyof T
      ? bigint
      : number
    : T extends readonly (infer E)[]
      ? number extends T['length']
        ? Result<E>[]
        : { [K in keyof T]: Result<T[K]> }
      : T extends object
        ? { [K in keyof T]: Result<T[K]> }
        : T;

// biome-ignore lint/suspicious/noExplicitAny: parameters of any types, which are only looked at
export type AnyFunction = (...args: any[]) => unknown;

type GivenAll<P extends readonly unknown[]> = { [K in keyof P]: Given<P[K]> };

/** A kernel: called, it computes what its hardware does, bit for bit. */
export interface KernelFunction<F extends AnyFunction = AnyFunction> {
  (...args: GivenAll<Parameters<F>>): Result<ReturnType<F>>;
  /** The function as it was written, on JavaScript numbers: quick, unchecked, and inexact beyond 2^53. */
  readonly plain: F;
}

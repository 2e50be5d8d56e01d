import type { OfWidth } from '../dsl/ir/index.js';
import type { Value } from './value/compound.js';

/**
 * The TypeScript value of a hardware type, told by the form of its description, so that the simulator needs
 * nothing of the language but the IR.
 */
export type ValueOf<T> = T extends { readonly kind: 'bool' }
  ? boolean
  : T extends { readonly kind: 'uint' | 'sint' } & OfWidth<infer W>
    ? NumberOf<W>
    : T extends { readonly kind: 'fixed' }
      ? number
      : T extends { readonly kind: 'enum'; readonly cases: readonly (infer C)[] }
        ? C
        : T extends { readonly kind: 'vec'; readonly element: infer E }
          ? readonly ValueOf<E>[]
          : T extends { readonly kind: 'bundle'; readonly fields: infer F }
            ? { readonly [K in keyof F]: ValueOf<F[K]> }
            : Value;

/** Whole numbers of up to 53 bits are numbers, wider ones bigints; of a width only known at run time, either. */
export type NumberOf<W extends number> = number extends W ? number | bigint : `${W}` extends UpTo53 ? number : bigint;

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type UpTo53 = `${Digit}` | `${1 | 2 | 3 | 4}${Digit}` | `5${0 | 1 | 2 | 3}`;

/** What may be given for a hardware type: also 0 and 1 for a boolean, and bigints for any whole number. */
export type InputOf<T> = T extends { readonly kind: 'bool' }
  ? boolean | 0 | 1
  : T extends { readonly kind: 'uint' | 'sint' }
    ? number | bigint
    : T extends { readonly kind: 'vec'; readonly element: infer E }
      ? readonly InputOf<E>[]
      : T extends { readonly kind: 'bundle'; readonly fields: infer F }
        ? { readonly [K in keyof F]: InputOf<F[K]> }
        : ValueOf<T>;

/** A port's description carries its direction and its type. */
export interface PortLike<T> {
  readonly port: 'in' | 'out';
  readonly type: T;
}

/** The values of ports by name. */
export type PortValues<P> = unknown extends P
  ? Readonly<Record<string, Value>>
  : { readonly [K in keyof P & string]: PortValue<P[K]> };

type PortValue<P> =
  P extends PortLike<infer T>
    ? ValueOf<T>
    : IsTree<P> extends true
      ? { readonly [K in keyof P & string]: PortValue<P[K]> }
      : Value;

/** Nested ports have names; a group, such as a stream, is described by a symbol and knows its ports only at run time. */
type IsTree<P> = keyof P extends string ? true : false;

/** What `peek` gives for a name: the value of that port, or anything for a name only known at run time. */
export type PeekOf<P, N extends string> = N extends keyof PortValues<P> ? PortValues<P>[N] : Value;

/** What `poke` takes for a name. */
export type PokeOf<P, N extends string> = unknown extends P ? unknown : N extends keyof P ? PortInput<P[N]> : unknown;

type PortInput<P> =
  P extends PortLike<infer T>
    ? InputOf<T>
    : IsTree<P> extends true
      ? { readonly [K in keyof P & string]: PortInput<P[K]> }
      : unknown;

/** Something that can be read and, when it is an input, written. */
export interface Handle<V, I = V> {
  peek(): V;
  /** As `peek`, with every number as a bigint. */
  peekBig(): Value;
  /** @throws SimulationError when this is no input, or the value does not fit. */
  poke(value: I): void;
}

/** The ports of a circuit, nested as declared; also each field of a bundle and each element of a vector. */
export type Io<P> = unknown extends P
  ? Readonly<Record<string, AnyHandle>>
  : {
      readonly [K in keyof P & string]: P[K] extends PortLike<infer T>
        ? TypeHandle<T>
        : IsTree<P[K]> extends true
          ? Handle<PortValue<P[K]>, PortInput<P[K]>> & Io<P[K]>
          : AnyHandle;
    };

type TypeHandle<T> = Handle<ValueOf<T>, InputOf<T>> &
  (T extends { readonly kind: 'vec'; readonly element: infer E }
    ? { at(index: number): TypeHandle<E> }
    : T extends { readonly kind: 'bundle'; readonly fields: infer F }
      ? { readonly [K in keyof F]: TypeHandle<F[K]> }
      : unknown);

/** A part of a circuit whose ports are not known to the type checker; `at` goes to a field or an element. */
export interface AnyHandle extends Handle<Value, unknown> {
  at(part: string | number): AnyHandle;
}

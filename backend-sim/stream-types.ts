import type { OfWidth } from '../dsl/ir/index.js';
import type { IntegerArray, Payloads } from './stream/records.js';
import type { InputOf, NumberOf, PortLike, ValueOf } from './types.js';
import type { Value } from './value/compound.js';

/** What the body of a module sees of a group of ports: for a stream, the stream or the end that it goes into. */
type InsideOf<G> = G[keyof G] extends { readonly inside: (...args: never[]) => infer I } ? I : never;

/** The payload type of an input stream; `never` for anything else. Only a stream that comes in can go `into` an end. */
type InType<S> = S extends { readonly type: infer T; readonly ready: unknown; into(sink: never): void } ? T : never;

/** The payload type of an output stream. */
type OutType<S> = S extends { readonly into: unknown }
  ? never
  : S extends { readonly type: infer T; readonly ready: unknown }
    ? T
    : never;

/** A group of several streams, such as a bus. */
type IsBus<G> = [InsideOf<G>] extends [never] ? false : InsideOf<G> extends { readonly ready: unknown } ? false : true;
type ChannelsOf<G> = keyof InsideOf<G> & string;

/** The stream of that name: a port, or channel `aw` of the bus `s_axi` as `s_axi_aw`. */
type StreamAt<P, N> = {
  [K in keyof P & string]: K extends N
    ? InsideOf<P[K]>
    : IsBus<P[K]> extends true
      ? { [C in ChannelsOf<P[K]>]: `${K}_${C}` extends N ? InsideOf<P[K]>[C] : never }[ChannelsOf<P[K]>]
      : never;
}[keyof P & string];

/** The names of all that come in, and of all that go out. */
type InNames<P> = {
  [K in keyof P & string]: IsBus<P[K]> extends true
    ? { [C in ChannelsOf<P[K]>]: [InType<InsideOf<P[K]>[C]>] extends [never] ? never : `${K}_${C}` }[ChannelsOf<P[K]>]
    : [InType<InsideOf<P[K]>>] extends [never]
      ? never
      : K;
}[keyof P & string];
type OutNames<P> = {
  [K in keyof P & string]: IsBus<P[K]> extends true
    ? { [C in ChannelsOf<P[K]>]: [OutType<InsideOf<P[K]>[C]>] extends [never] ? never : `${K}_${C}` }[ChannelsOf<P[K]>]
    : [OutType<InsideOf<P[K]>>] extends [never]
      ? never
      : K;
}[keyof P & string];

/** True when ports lie deeper, where the names of streams are made of several keys. */
type IsNested<P> = true extends {
  [K in keyof P & string]: P[K] extends PortLike<unknown> ? false : keyof P[K] extends string ? true : false;
}[keyof P & string]
  ? true
  : false;

type Untyped<P> = unknown extends P ? true : IsNested<P>;

/** Payloads to feed, by input stream. */
export type FeedOf<P> =
  Untyped<P> extends true
    ? Readonly<Record<string, Payloads>>
    : { readonly [K in InNames<P>]?: Fed<InType<StreamAt<P, K>>> };

/** Counts of transfers to collect, by output stream. */
export type ExpectOf<P> =
  Untyped<P> extends true ? Readonly<Record<string, number>> : { readonly [K in OutNames<P>]?: number };

/** Names of input streams, and what one payload of such a stream is. */
export type InName<P> = Untyped<P> extends true ? string : InNames<P>;
export type SentTo<P, N> = N extends InNames<P> ? InputOf<InType<StreamAt<P, N>>> : unknown;

/** Names of output streams, and what one payload of such a stream is. */
export type OutName<P> = Untyped<P> extends true ? string : OutNames<P>;
export type ReceivedFrom<P, N> = N extends OutNames<P> ? ValueOf<OutType<StreamAt<P, N>>> : Value;

/** Payloads that came, by output stream that was asked for. */
export type CollectedOf<P, E> = {
  readonly [K in keyof E]: Untyped<P> extends true
    ? Payloads
    : K extends OutNames<P>
      ? Collected<OutType<StreamAt<P, K>>>
      : Payloads;
};

type IsInteger<T> = T extends { readonly kind: 'uint' | 'sint' }
  ? true
  : T extends VecLike<infer E>
    ? IsInteger<E>
    : false;

interface VecLike<E> {
  readonly kind: 'vec';
  readonly element: E;
}

type Fed<T> = readonly InputOf<T>[] | (IsInteger<T> extends true ? IntegerArray : never);

type Collected<T> = T extends { readonly kind: 'uint' } & OfWidth<infer W>
  ? NumbersOf<W, Uint8Array, Uint16Array, Uint32Array>
  : T extends { readonly kind: 'sint' } & OfWidth<infer W>
    ? NumbersOf<W, Int8Array, Int16Array, Int32Array>
    : readonly ValueOf<T>[];

/** The narrowest typed array; of a width only known at run time, any of them. */
type NumbersOf<W extends number, A8, A16, A32> = number extends W
  ? A8 | A16 | A32 | readonly (number | bigint)[]
  : W extends 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
    ? A8
    : W extends 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16
      ? A16
      : `${W}` extends `1${7 | 8 | 9}` | `2${number}` | '30' | '31' | '32'
        ? A32
        : readonly NumberOf<W>[];

import { emit, oneOf } from '../scope/emit.js';
import type { Chosen, Place, Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { bitsFor, leavesOf } from '../type/leaf.js';
import { uint } from '../type/make.js';
import { describe } from '../type/show.js';
import type { SignalOf, Source, Type, TypeOf, VecType } from '../type/type.js';
import { formatOfRef, widthOfRef } from './arith.js';
import { assign } from './assign.js';
import { isHardware, refsFor, refsOf, typeOf } from './convert.js';
import { unsigned } from './int.js';
import type { AnySignal } from './mux.js';
import { noValue } from './signal.js';
import type { UInt } from './uint.js';
import { wrap } from './wrap.js';

/** A fixed number of elements of one type. The IR keeps it whole: one value with many lanes. */
// biome-ignore lint/suspicious/noExplicitAny: any element type, as in the type it mirrors
export class Vec<E = any> implements Iterable<SignalOf<E>> {
  readonly type: VecType<E>;
  /** IR values, one for every leaf of the element type. */
  readonly refs: readonly Ref[];

  constructor(type: VecType<E>, refs: readonly Ref[]) {
    this.type = type;
    this.refs = refs;
  }

  get length(): number {
    return this.type.length;
  }

  /**
   * Element `i`; it can be assigned to when the vector can. With a signal as index the element is chosen at run
   * time: one that does not exist reads as 0, and assigning to it does nothing.
   */
  at(i: number | UInt): SignalOf<E> {
    const element = this.type.element as Type;
    if (typeof i !== 'number')
      return wrap(
        element,
        this.refs.map(r => chosen(r, i, this.length)),
      ) as SignalOf<E>;
    if (!Number.isInteger(i) || i < 0 || i >= this.length)
      fail('HW011', `element ${i} of a vector of ${this.length}`, `the last one is .at(${this.length - 1})`);
    return wrap(
      element,
      this.refs.map(r => part(r, i, 1, this.length)),
    ) as SignalOf<E>;
  }

  /** Elements from `from` up to but not including `to`. */
  slice(from: number, to: number = this.length): Vec<E> {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > this.length || from >= to)
      fail('HW011', `elements ${from} up to ${to} of a vector of ${this.length}`, 'at least one, within the vector');
    const refs = this.refs.map(r => part(r, from, to - from, this.length));
    return new Vec<E>({ ...this.type, length: to - from }, refs);
  }

  /** This, then the elements of the other. */
  concat(other: Vec<E>): Vec<E> {
    const length = this.length + other.length;
    const others = refsFor({ ...this.type, length: other.length } as Type, other);
    const refs = this.refs.map((r, k) => join(r, others[k]!));
    return new Vec<E>({ ...this.type, length }, refs);
  }

  /** The elements, each by its own: ordinary TypeScript loops over hardware. */
  map<R>(fn: (element: SignalOf<E>, index: number) => R): R[] {
    return Array.from({ length: this.length }, (_, i) => fn(this.at(i), i));
  }

  *[Symbol.iterator](): IterableIterator<SignalOf<E>> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /** Drives every element. */
  set(value: Source<VecType<E>>): void {
    const sources = refsFor(this.type as Type, value);
    this.refs.forEach((r, i) => {
      assign(r, sources[i]!);
    });
  }

  [Symbol.toPrimitive](hint: string): never {
    return noValue(this as { type: Type }, hint);
  }
}

const lanesOf = (r: Ref): number => r.scope.nodes[r.id]!.lanes;

/** Elements [from, from + count) of a vector of `length`, as a value and as a place. */
function part(r: Ref, from: number, count: number, length: number): Ref {
  const per = lanesOf(r) / length;
  if (count === length) return r;
  const value = emit('pick', widthOfRef(r), formatOfRef(r), [r], { from: from * per, lanes: count * per });
  const { place } = r;
  return place ? { ...value, place: { ...place, lane: (place.lane ?? 0) + from * per } } : value;
}

/** The element that a signal chooses. Elements of several lanes are chosen as one word. */
function chosen(r: Ref, i: UInt, length: number): Ref {
  const lanes = lanesOf(r);
  const per = lanes / length;
  const width = widthOfRef(r);
  const format = formatOfRef(r);
  const index = unsigned(i, 'an index');
  const place = placeAt(r.place, { index: oneOf(index, 'an index'), count: length, stride: per });
  if (per === 1) return { ...emit('index', width, format, [r, index]), ...place };
  const words = emit('reshape', width * per, format, [r], { lanes: length });
  const word = emit('index', width * per, format, [words, index]);
  return { ...emit('reshape', width, format, [word], { lanes: per }), ...place };
}

const placeAt = (place: Place | undefined, chosen: Chosen): { readonly place: Place } | undefined =>
  place && { place: { ...place, chosen: [...(place.chosen ?? []), chosen] } };

const join = (a: Ref, b: Ref): Ref =>
  emit('pack', widthOfRef(a), formatOfRef(a), [a, b], { lanes: lanesOf(a) + lanesOf(b) });

/** A vector of constants, or of signals and constants mixed. */
export function vecOf<T extends Type>(element: T, values: readonly Source<T>[]): Vec<T> {
  const type: VecType<T> = { kind: 'vec', element, length: values.length };
  if (values.length === 0) fail('HW002', 'vecOf: no elements', 'vecOf(u8, [1, 2, 3])');
  return new Vec<T>(type, refsFor(type as Type, values, 'named'));
}

/**
 * One expression for all elements at once: `lanewise((x, w) => x.mul(w), xs, ws)`. The function runs once, on values
 * that stand for every element; signals from outside are copied to each. All vectors have one length.
 */
export function lanewise<V extends readonly Vec[], S extends AnySignal>(
  fn: (...elements: { [K in keyof V]: V[K] extends Vec<infer E> ? SignalOf<E> : never }) => S,
  ...vectors: V
): Vec<TypeOf<S>> {
  const length = vectors[0]?.length ?? 0;
  const odd = vectors.find(v => v.length !== length || leavesOf(v.type.element).some(leaf => leaf.lanes !== 1));
  if (length === 0 || odd)
    fail(
      'HW012',
      'lanewise takes vectors of one length, of elements that hold no vectors',
      'lanewise((a, b) => a.add(b), xs, ys)',
    );
  const elements = vectors.map(v => wrap(v.type.element as Type, v.refs));
  const result = (fn as (...args: unknown[]) => AnySignal)(...elements);
  if (!isHardware(result) || leavesOf(typeOf(result)).some(leaf => leaf.lanes !== 1))
    fail('HW012', `lanewise returns ${describe(result)}`, 'return a signal that holds no vector');
  const refs = refsOf(result).map(r => {
    if (lanesOf(r) === length) return r;
    return emit('splat', widthOfRef(r), formatOfRef(r), [{ ...r, id: oneOf(r, 'a value from outside lanewise') }], {
      lanes: length,
    });
  });
  return new Vec<TypeOf<S>>({ kind: 'vec', element: typeOf(result) as TypeOf<S>, length }, refs);
}

/** A constant or a selection needs the type's shape: bits that count `n` things. */
export const indexType = (n: number) => uint(bitsFor(0n, BigInt(n - 1), false));

import { emit, idOf } from '../scope/emit.js';
import type { Place, Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { bitsFor, leavesOf } from '../type/leaf.js';
import { uint } from '../type/make.js';
import type { SignalOf, Source, Type, VecType } from '../type/type.js';
import { formatOfRef, widthOfRef } from './arith.js';
import { refsFor } from './convert.js';
import type { Int } from './int.js';
import { assign, noValue, ref } from './signal.js';
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
  at(i: number | Int): SignalOf<E> {
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
  if (!place || place.index !== undefined) return value;
  return { ...value, place: { ...place, lane: (place.lane ?? 0) + from * per } };
}

/** The element that a signal chooses. Elements of several lanes are chosen as one word. */
function chosen(r: Ref, i: Int, length: number): Ref {
  const lanes = lanesOf(r);
  const per = lanes / length;
  const width = widthOfRef(r);
  const format = formatOfRef(r);
  if (per === 1) {
    const value = emit('index', width, format, [r, i[ref]]);
    return { ...value, ...placeAt(r.place, i) };
  }
  const words = emit('reshape', width * per, format, [r], { lanes: length });
  const word = emit('index', width * per, format, [words, i[ref]]);
  return emit('reshape', width, format, [word], { lanes: per });
}

/** A place chosen at run time within a whole target; within a part of one there is none. */
function placeAt(place: Place | undefined, i: Int): { place: Place } | undefined {
  if (!place || place.lane !== undefined || place.index !== undefined) return undefined;
  return { place: { ...place, index: idOf(i[ref]) } };
}

const join = (a: Ref, b: Ref): Ref =>
  emit('pack', widthOfRef(a), formatOfRef(a), [a, b], { lanes: lanesOf(a) + lanesOf(b) });

/** A vector of constants, or of signals and constants mixed. */
export function vecOf<T extends Type>(element: T, values: readonly Source<T>[]): Vec<T> {
  const type: VecType<T> = { kind: 'vec', element, length: values.length };
  if (values.length === 0) fail('HW002', 'vecOf: no elements', 'vecOf(u8, [1, 2, 3])');
  return new Vec<T>(type, refsFor(type as Type, values));
}

/**
 * One expression for all elements at once: `lanewise((x, w) => x.mul(w), xs, ws)`. The function runs once, on values
 * that stand for every element; signals from outside are copied to each. All vectors have one length.
 */
export function lanewise<V extends readonly Vec[], R extends Type>(
  fn: (...elements: { [K in keyof V]: V[K] extends Vec<infer E> ? SignalOf<E> : never }) => SignalOf<R>,
  ...vectors: V
): Vec<R> {
  const length = vectors[0]?.length ?? 0;
  const odd = vectors.find(v => v.length !== length || leavesOf(v.type.element).some(leaf => leaf.lanes !== 1));
  if (length === 0 || odd)
    fail(
      'HW012',
      'lanewise takes vectors of one length, of elements that hold no vectors',
      'lanewise((a, b) => a.add(b), xs, ys)',
    );
  const elements = vectors.map(v => wrap(v.type.element as Type, v.refs));
  const result = (fn as (...args: unknown[]) => unknown)(...elements) as { readonly type: R; readonly [ref]: Ref };
  const whole =
    lanesOf(result[ref]) === length
      ? result[ref]
      : emit('splat', widthOfRef(result[ref]), formatOfRef(result[ref]), [result[ref]], { lanes: length });
  return new Vec<R>({ kind: 'vec', element: result.type, length }, [whole]);
}

/** A constant or a selection needs the type's shape: bits that count `n` things. */
export const indexType = (n: number) => uint(bitsFor(0n, BigInt(n - 1), false));

import { constant } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { formatOf, leavesOf, widthOf } from '../type/leaf.js';
import { bundle, sint, uint, vec } from '../type/make.js';
import { sameType } from '../type/show.js';
import type { BundleType, SignalOf, Type, TypeOf, VecType } from '../type/type.js';
import { resize } from './arith.js';
import { isHardware, packLeaves, refsFor, refsOf, typeOf } from './convert.js';
import type { AnySignal } from './mux.js';
import { wrap } from './wrap.js';

/** The hardware type of what a function over payloads returned: a signal, an array of them, or an object of them. */
export type TypeFrom<P> = P extends AnySignal
  ? TypeOf<P>
  : P extends readonly (infer I)[]
    ? VecType<TypeFrom<I>>
    : BundleType<{ [K in keyof P]: TypeFrom<P[K]> }>;

/** One signal made of what a function returned: arrays become vectors, objects bundles. */
export function signalFrom(value: unknown): { readonly type: Type; readonly signal: SignalOf<Type> } {
  const { type, refs } = collect(value);
  return { type, signal: wrap(type, refs) };
}

interface Collected {
  readonly type: Type;
  readonly refs: readonly Ref[];
}

function collect(value: unknown): Collected {
  if (isHardware(value)) return { type: typeOf(value), refs: refsOf(value) };
  if (Array.isArray(value) && value.length > 0) return vectorOf(value.map(collect));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const fields = Object.entries(value).map(([key, item]) => [key, collect(item)] as const);
    return {
      type: bundle(Object.fromEntries(fields.map(([key, { type }]) => [key, type]))),
      refs: fields.flatMap(([, { refs }]) => refs),
    };
  }
  fail(
    'HW012',
    `a payload is ${Array.isArray(value) ? 'an empty array' : String(value)}`,
    'return a signal, an array of signals, or an object of signals: x => ({ sum: x.add(1), old: x })',
  );
}

/** Integers of one sign are extended to the widest of them, so that no element has to say so. */
function vectorOf(items: readonly Collected[]): Collected {
  const element = items.map(item => item.type).reduce(wider);
  const refs = items.map(item => widen(element, item));
  return { type: vec(element, items.length), refs: packLeaves(element, refs) };
}

function wider(a: Type, b: Type): Type {
  if (a.kind === 'uint' && b.kind === 'uint') return uint(Math.max(a.width, b.width));
  if (a.kind === 'sint' && b.kind === 'sint') return sint(Math.max(a.width, b.width));
  if (a.kind === 'vec' && b.kind === 'vec' && a.length === b.length) return vec(wider(a.element, b.element), a.length);
  return a;
}

function widen(element: Type, { type, refs }: Collected): readonly Ref[] {
  if (sameType(element, type)) return refs;
  const [leaf] = leavesOf(element);
  const [have] = leavesOf(type);
  const extends_ = leaf && have && refs.length === 1 && leaf.type.kind === have.type.kind && leaf.lanes === have.lanes;
  if (extends_ && widthOf(leaf.type) >= widthOf(have.type) && (leaf.type.kind === 'uint' || leaf.type.kind === 'sint'))
    return [resize(refs[0]!, widthOf(leaf.type), leaf.type.kind === 'sint')];
  return refsFor(element, wrap(type, refs));
}

/** All bits 0. */
export const zeroOf = <T extends Type>(type: T): SignalOf<T> =>
  wrap(
    type,
    leavesOf(type).map(leaf => constant(widthOf(leaf.type), formatOf(leaf.type), Array(leaf.lanes).fill(0n))),
  );

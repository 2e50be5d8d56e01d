import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { UInt } from '../signal/uint.js';
import type { Vec } from '../signal/vec.js';
import { wrap } from '../signal/wrap.js';
import { bundle } from '../type/make.js';
import type { BundleType, SignalOf, Type, UIntType, VecType } from '../type/type.js';
import type { Offer } from './make.js';
import type { Stream } from './stream.js';

/** A vector of which only the first `count` elements are there: the end of a packet. */
export type Group<T> = BundleType<{ elements: VecType<T>; count: UIntType }>;

/**
 * What becomes of the elements at the end of a packet that do not fill a group: `never` promises that there are none
 * (checked in simulation), `zeros` fills the group up, `count` says beside each group how many are there.
 */
export type PartialGroup = 'never' | 'zeros' | 'count';

interface GroupParts {
  readonly elements: Vec;
  readonly count: UInt | undefined;
  readonly valid: Bool;
  readonly last: Bool | undefined;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** The vector by itself, or with its count. */
export function groupOffer({ elements, count, ...handshake }: GroupParts): Offer<Type> {
  if (!count) return { type: elements.type as Type, payload: elements as unknown as SignalOf<Type>, ...handshake };
  const type = bundle({ elements: elements.type as Type, count: count.type });
  const payload = wrap(type as Type, [...elements.refs, ...refsOf(count)]);
  return { type: type as Type, payload, ...handshake };
}

/** The elements of a stream of vectors or groups, and how many of them are there; absent: all. */
export function groupOf(source: Stream): { readonly elements: Vec; readonly count: UInt | undefined } | undefined {
  const type = source.type as Type;
  if (type.kind === 'vec') return { elements: source.payload as Vec, count: undefined };
  if (type.kind !== 'bundle') return undefined;
  const { elements, count, ...others } = type.fields as Record<string, Type>;
  if (elements?.kind !== 'vec' || count?.kind !== 'uint' || Object.keys(others).length > 0) return undefined;
  return source.payload as unknown as { elements: Vec; count: UInt };
}

/** Drives one element of a vector. */
export const put = (word: Vec, place: number, value: unknown): void =>
  (word.at(place) as unknown as { set(value: unknown): void }).set(value);

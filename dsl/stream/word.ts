import type { Bool } from '../signal/bool.js';
import { bool, bundle } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import type { Offer } from './make.js';
import type { Stream } from './stream.js';

/** What a memory holds of an element: the payload, with its mark where there are packets. */
export const wordType = ({ type, last }: Stream): Type =>
  last ? bundle({ payload: type as Type, last: bool }) : (type as Type);

/** The element that is offered now, as a word. */
export const wordOf = ({ payload, last }: Stream): unknown => (last ? { payload, last } : payload);

/** Payload and mark of a word. */
export function offerOf({ type, last }: Stream, word: unknown): Pick<Offer<Type>, 'type' | 'payload' | 'last'> {
  if (!last) return { type: type as Type, payload: word as SignalOf<Type> };
  const pair = word as { readonly payload: SignalOf<Type>; readonly last: Bool };
  return { type: type as Type, payload: pair.payload, last: pair.last };
}

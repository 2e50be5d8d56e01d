import { match, type NumberArms } from '../control/match.js';
import type { UInt } from '../signal/uint.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import type { Stream } from './stream.js';

/** What the stream of that number offers; of a number that none of them has, the last. */
export function chosen(
  index: UInt,
  sources: readonly Stream[],
): Pick<Stream, 'valid' | 'last'> & { readonly payload: SignalOf<Type> } {
  const [{ type, last: mark }] = sources as [Stream, ...Stream[]];
  const valid = wire(bool);
  const last = mark && wire(bool);
  const payload = wire(type as Type);
  const offer = (source: Stream) => (): void => {
    valid.set(source.valid);
    (payload as { set(value: unknown): void }).set(source.payload);
    if (source.last) last?.set(source.last);
  };
  const arms = sources.slice(0, -1).map((source, i) => [i, offer(source)] as const);
  match(index, { ...Object.fromEntries(arms), default: offer(sources.at(-1)!) } as NumberArms);
  return { valid, last, payload };
}

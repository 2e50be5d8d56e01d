import type { Domain } from '../scope/domain.js';
import { hereOrFail } from '../scope/emit.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { unknown } from './facts.js';
import { makeStream } from './make.js';
import { Sink } from './sink.js';
import type { Stream } from './stream.js';

/**
 * Both ends of a stream within a module, for logic written by hand: drive `sink` under the four rules of `Stream`, go on
 * with `stream`. Nothing is known of its latency, so a join with another branch of the same fork needs a `.fifo(depth)`.
 */
export function streamWire<T extends Type>(
  type: T,
  options: { readonly last?: boolean; readonly domain?: Domain } = {},
): { readonly sink: Sink<T>; readonly stream: Stream<T> } {
  const offer = {
    type,
    payload: wire(type),
    valid: wire(bool),
    ...(options.last && { last: wire(bool) }),
  };
  const ready = wire(bool);
  const stream = makeStream(offer, ready, {
    name: () => 'stream',
    domain: options.domain ?? hereOrFail('a stream').ambient,
    facts: () => unknown,
    trail: self => [{ origin: self, latency: 0 }],
  });
  return { sink: new Sink<T>({ ...offer, ready }, { name: () => 'stream' }), stream };
}

import { inDomain } from '../clock/use.js';
import { fromHere } from '../error/capture.js';
import type { Bool } from '../signal/bool.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { after, joined, type Step } from './facts.js';
import { makeStream, type Offer } from './make.js';
import { oneClock } from './one-clock.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';
import { extend, merge } from './trail.js';

/**
 * `derive` for a combinator of several streams, all of one clock: takes them, and gives what `build` offers, which has to
 * say by `accept` when each of them may transfer.
 */
export function gather<T extends Type>(
  sources: readonly [Stream, ...Stream[]],
  op: string,
  step: Step,
  build: (ready: Bool) => Offer<T>,
  name = sources[0][state].info.name,
): Stream {
  return fromHere(() => {
    const domain = oneClock(sources, op);
    for (const source of sources) take(source, op);
    return inDomain(domain, () => {
      const ready = wire(bool);
      return makeStream(build(ready), ready, {
        name: () => `${name}_${op}`,
        domain,
        facts: () => after(joined(sources.map(source => source.facts)), step),
        trail: () => extend(merge(sources.map(source => source[state].trail())), step),
      });
    });
  });
}

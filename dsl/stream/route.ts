import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fromHere, fromUser } from '../error/capture.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import type { UInt } from '../signal/uint.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import { bool, uint } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { after, joined, type Step } from './facts.js';
import { indexOf, names } from './index-of.js';
import { accept, makeStream } from './make.js';
import { oneClock } from './one-clock.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';
import { extend, merge } from './trail.js';

const step: Step = { latency: undefined, ii: undefined, readyPath: 'combinational', validPath: 'combinational' };

/** Each element, or packet, to the one of `n` streams that `to` names. See `Stream.route`. */
export function route<T>(source: Stream<T>, n: number, to: (payload: SignalOf<T>) => UInt | Bool): Stream<T>[] {
  several(n, 'route');
  return fromHere(() => {
    const { domain } = source[state];
    take(source, 'route');
    return inDomain(domain, () => {
      const { last, valid } = source as Stream;
      const wanted = indexOf(
        source as Stream,
        fromUser(() => to(source.payload)),
        n,
        'route',
      );
      if (!last) return branches([source as Stream], n, wanted, valid, ready => accept(source as Stream, ready));
      // The first element decides for its packet.
      const within = reg(bool, { init: false });
      const held = reg(uint(wanted.width));
      const where = within.mux(held, wanted);
      return branches([source as Stream], n, where, valid, ready => {
        accept(source as Stream, ready);
        when(valid.and(ready), () => {
          within.set(last.not());
          held.set(where);
        });
      });
    });
  }) as Stream<T>[];
}

/** Each element, or packet, to the one of `n` streams that the next element of `which` names. See `Stream.demux`. */
export function demux<T>(source: Stream<T>, which: Stream, n: number): Stream<T>[] {
  several(n, 'demux');
  return fromHere(() => {
    const sources = [source as Stream, which] as const;
    const domain = oneClock(sources, 'demux');
    for (const each of sources) take(each, 'demux');
    return inDomain(domain, () => {
      const { last, valid } = source as Stream;
      const index = indexOf(which, which.payload, n, 'demux');
      return branches(sources, n, index, valid.and(which.valid), ready => {
        accept(source as Stream, ready.and(which.valid));
        accept(which, last ? ready.and(valid, last) : ready.and(valid));
      });
    });
  }) as Stream<T>[];
}

function several(n: number, op: string): void {
  if (!Number.isInteger(n) || n < 1)
    fail('HW002', `${op} to ${n} streams`, `a whole number of at least 1: const [a, b] = stream.${op}(...)`);
}

/** The streams that are offered the elements of the first source; `taken` gets the ready of the one that is named. */
function branches(
  sources: readonly [Stream, ...Stream[]],
  n: number,
  where: UInt,
  valid: Bool,
  taken: (ready: Bool) => void,
): Stream[] {
  const [{ type, payload, last, [state]: own }] = sources;
  const readies = Array.from({ length: n }, () => wire(bool));
  const named = readies.map((_, i) => names(where, i, n));
  const [first, ...rest] = readies.map((ready, i) => ready.and(named[i]!));
  taken(first!.or(...rest));
  return readies.map((ready, i) => {
    const offer = { type: type as Type, payload: payload as SignalOf<Type>, valid: valid.and(named[i]!), last };
    return makeStream(offer, ready, {
      name: () => `${own.info.name}_to_${i}`,
      domain: own.domain,
      facts: () => after(joined(sources.map(source => source.facts)), step),
      trail: () => extend(merge(sources.map(source => source[state].trail())), step),
    });
  });
}

import { inDomain } from '../clock/use.js';
import { fromHere } from '../error/capture.js';
import type { PackedField, StreamInfo } from '../ir/index.js';
import type { Domain } from '../scope/domain.js';
import { hereOrFail } from '../scope/emit.js';
import { Bool, type BoolSource } from '../signal/bool.js';
import { ref } from '../signal/signal.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { type Chain, chainOf } from './chain.js';
import { after, type Facts, type Step } from './facts.js';
import { infoOf, state, take } from './state.js';
import { Stream } from './stream.js';
import { extend, type Trail } from './trail.js';

/** The side of a stream that its source drives. */
export interface Offer<T extends Type> {
  readonly type: T;
  readonly payload: SignalOf<T>;
  readonly valid: Bool;
  readonly last?: Bool | undefined;
  /** Registers and memories inside, which are named after the stream: `words` of `line` becomes `line_words`. */
  readonly parts?: Readonly<Record<string, unknown>>;
}

/** How a stream comes into being. */
export interface Origin {
  readonly name: () => string;
  readonly chain?: Chain;
  readonly dir?: StreamInfo['dir'];
  readonly protocol?: StreamInfo['protocol'];
  readonly domain: Domain;
  readonly facts: () => Facts;
  /** The points it has come through; given the stream itself, which may be the first of them. */
  readonly trail: (self: Stream) => Trail;
  /** The payload as it crosses the border of the module, when that is not the payload that is used inside. */
  readonly border?: {
    readonly type: Type;
    readonly payload: unknown;
    readonly packed?: readonly PackedField[] | undefined;
  };
}

/** A stream over its signals, with its entry in the IR. */
export function makeStream<T extends Type>(offer: Offer<T>, ready: Bool, origin: Origin): Stream<T> {
  const { dir = 'inner', protocol = 'stream', domain, name, chain, facts, trail, border } = origin;
  const info = infoOf(name(), dir, protocol, { ...offer, ready, ...border }, domain);
  const stream: Stream<T> = new Stream(offer, ready, {
    scope: hereOrFail('a stream'),
    domain,
    info,
    named: dir !== 'inner',
    defaultName: name,
    chain,
    parts: offer.parts ?? {},
    facts,
    trail: () => trail(stream),
  });
  return stream;
}

/**
 * What every combinator is made with: takes `source` and gives what `build` offers. `build` gets the ready of the
 * result, and has to say by `accept` when the source may transfer. It runs in the clock domain of the source.
 */
export function derive<T extends Type>(
  source: Stream,
  op: string,
  step: Step,
  build: (ready: Bool) => Offer<T>,
): Stream {
  return fromHere(() => {
    take(source, op);
    const { domain, trail } = source[state];
    const chain = chainOf(source, op, hereOrFail('a stream'));
    return inDomain(domain, () => {
      const ready = wire(bool);
      return makeStream(build(ready), ready, {
        name: () => chain.name,
        chain,
        domain,
        facts: () => after(source.facts, step),
        trail: () => extend(trail(), step),
      });
    });
  });
}

/** Says when a stream that has been taken may transfer. */
export const accept = (source: Stream, ready: BoolSource): void => new Bool(source.ready[ref]).set(ready);

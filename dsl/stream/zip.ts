import { check } from '../check/check.js';
import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fromHere } from '../error/capture.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { wrap } from '../signal/wrap.js';
import { wire } from '../state/wire.js';
import { bool, bundle } from '../type/make.js';
import type { BundleType, Type } from '../type/type.js';
import { balance } from './balance.js';
import { joined } from './facts.js';
import { accept, makeStream } from './make.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';
import { merge } from './trail.js';

type Streams = Readonly<Record<string, Stream>>;
type ElementOf<S> = S extends Stream<infer T> ? T : never;

/**
 * Joins streams: element k of the result holds element k of each, by name. Latency 0 behind the slowest branch, both
 * paths combinational, valid only when all are. Of branches that come from one fork the faster get a fifo, so that
 * the join runs at full speed and cannot lock up. Where all branches mark the ends of packets, the marks must agree
 * (checked in simulation); otherwise the first that has marks gives them.
 *
 * @example zip({ image, blurred }).map(({ image, blurred }) => image.sub(blurred))
 *
 * @throws HW031 when the latency of a branch that came from the same fork depends on the data: put `.fifo(depth)` on
 * the other branch, as deep as the data need.
 */
export function zip<S extends Streams>(streams: S): Stream<BundleType<{ [K in keyof S]: ElementOf<S[K]> }>> {
  const [first] = Object.values(streams);
  if (!first) fail('HW002', 'zip of no streams', 'zip({ image, mask })');
  return fromHere(() => inDomain(first[state].domain, () => joinOf(streams, first))) as Stream<
    BundleType<{ [K in keyof S]: ElementOf<S[K]> }>
  >;
}

function joinOf(streams: Streams, { [state]: { domain } }: Stream): Stream {
  const names = Object.keys(streams);
  const given = Object.values(streams);
  const branches = balance(given);
  for (const branch of branches) take(branch, 'zip');
  const type = bundle(Object.fromEntries(branches.map((branch, i) => [names[i]!, branch.type as Type])));
  const payload = wrap(
    type,
    branches.flatMap(branch => refsOf(branch.payload as AnySignal)),
  );
  const ready = wire(bool);
  const valid = every(branches.map(branch => branch.valid));
  for (const branch of branches) {
    const others = branches.filter(other => other !== branch).map(other => other.valid);
    accept(branch, ready.and(...others));
  }
  const last = lastOf(branches, valid.and(ready));
  const { name } = given[0]![state].info;
  return makeStream({ type, payload, valid, last }, ready, {
    name: () => `${name}_zip`,
    domain,
    facts: () => joined(branches.map(branch => branch.facts)),
    trail: () => merge(branches.map(branch => branch[state].trail())),
  });
}

function lastOf(branches: readonly Stream[], fire: Bool): Bool | undefined {
  const marks = branches.flatMap(branch => (branch.last ? [branch.last] : []));
  const [first, ...rest] = marks;
  if (first && rest.length > 0 && marks.length === branches.length)
    when(fire, () => {
      for (const other of rest)
        check.assert(other.eq(first), 'zip: the packets of its streams end at different elements');
    });
  return first;
}

const every = ([first, ...rest]: readonly Bool[]): Bool => first!.and(...rest);

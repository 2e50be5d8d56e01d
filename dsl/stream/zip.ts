import { check } from '../check/check.js';
import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fromHere } from '../error/capture.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { wrap } from '../signal/wrap.js';
import { bundle } from '../type/make.js';
import type { BundleType, Type } from '../type/type.js';
import { balance } from './balance.js';
import { gather } from './gather.js';
import { accept, type Offer } from './make.js';
import { oneClock } from './one-clock.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

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
 * the other branch, as deep as the data need. HW035 when they follow different clocks.
 */
export function zip<S extends Streams>(streams: S): Stream<BundleType<{ [K in keyof S]: ElementOf<S[K]> }>> {
  const given = Object.values(streams);
  const names = Object.keys(streams);
  if (!hasOne(given)) fail('HW002', 'zip of no streams', 'zip({ image, mask })');
  return fromHere(() => {
    const domain = oneClock(given, 'zip');
    const branches = inDomain(domain, () => balance(given)) as typeof given;
    return gather(branches, 'zip', step, ready => joinOf(names, branches, ready), given[0][state].info.name);
  }) as Stream<BundleType<{ [K in keyof S]: ElementOf<S[K]> }>>;
}

const step = { latency: 0, readyPath: 'combinational', validPath: 'combinational' } as const;
const hasOne = (streams: readonly Stream[]): streams is readonly [Stream, ...Stream[]] => streams.length > 0;

function joinOf(names: readonly string[], branches: readonly Stream[], ready: Bool): Offer<Type> {
  const type = bundle(Object.fromEntries(branches.map((branch, i) => [names[i]!, branch.type as Type])));
  const payload = wrap(
    type,
    branches.flatMap(branch => refsOf(branch.payload as AnySignal)),
  );
  const valid = every(branches.map(branch => branch.valid));
  for (const branch of branches) {
    const others = branches.filter(other => other !== branch).map(other => other.valid);
    accept(branch, ready.and(...others));
  }
  return { type, payload: payload as Offer<Type>['payload'], valid, last: lastOf(branches, valid.and(ready)) };
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

import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { SignalOf, Type } from '../type/type.js';
import { accept, makeStream } from './make.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';

/**
 * Copies of a stream. Each branch takes an element when it is ready, and a flag remembers that it has; the source goes
 * on when all have. No branch waits for another to be ready, so branches may be joined again.
 */
export function fork<T>(source: Stream<T>, count: number): Stream<T>[] {
  if (!Number.isInteger(count) || count < 1)
    fail('HW002', `fork into ${count} streams`, 'a whole number of at least 1: const [a, b] = stream.fork(2)');
  take(source, 'fork');
  const { domain, info, trail } = source[state];
  const origin = {};
  return inDomain(domain, () => {
    const taken = Array.from({ length: count }, () => reg(bool, { init: false }));
    const branches = taken.map((flag, i): Stream => {
      const ready = wire(bool);
      const offer = {
        type: source.type as Type,
        payload: source.payload as SignalOf<Type>,
        valid: source.valid.and(flag.not()),
        last: source.last,
        parts: { taken: flag },
      };
      return makeStream(offer, ready, {
        name: () => `${info.name}_fork_${i}`,
        domain,
        facts: () => source.facts,
        trail: () => [{ origin, latency: 0 }, ...trail()],
      });
    });
    const done = branches.map((branch, i) => branch.ready.or(taken[i]!));
    const all = everyOne(done);
    when(source.valid, () => {
      for (const [i, flag] of taken.entries()) flag.set(done[i]!.and(all.not()));
    });
    accept(source, all);
    return branches;
  });
}

const everyOne = ([first, ...rest]: readonly Bool[]): Bool => first!.and(...rest);

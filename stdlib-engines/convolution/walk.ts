import { bool, bundle, reg, type Stream, streamWire, type Type, type UInt, uint, when } from '../../dsl/index.js';
import { fit } from './fit.js';

/** A loop of addresses: so many of them, so many words apart. */
export interface Loop {
  /** At least 1. */
  readonly count: UInt;
  readonly step: UInt;
}

/** An address of a walk, with the job that it belongs to. */
export interface Step<T> {
  readonly address: UInt<16>;
  /** The first of its job. */
  readonly first: boolean;
  /** The last of the innermost loop. */
  readonly ends: boolean;
  /** The last of its job, which is given up then. */
  readonly last: boolean;
  readonly job: T;
}

/**
 * The addresses of loops within loops, one per cycle: `base + i * step0 + j * step1 + ...`, the first loop innermost. Jobs
 * follow each other without a gap. A job stays with its stream until its last address is taken, so nothing of it is copied;
 * `ready` and `valid` are combinational.
 *
 *     at[1] ---- where the loop around stands      ended: left is 0
 *     at[0] ---- the address                       a loop that ended takes over from the one around it
 *
 * Addresses have 16 bits and wrap, which nobody sees: commands are checked before.
 */
export function walk<T extends Type>(
  jobs: Stream<T>,
  describe: (job: Stream<T>['payload']) => { readonly base: UInt; readonly loops: readonly Loop[] },
) {
  const { base, loops } = describe(jobs.payload);
  const place = uint(16);
  const fresh = reg(bool, { init: true });
  const at = loops.map(() => reg(place));
  const left = loops.map(({ count }) => reg(uint(count.width)));

  const here = at.map(address => fresh.mux(fit(base, 16), address));
  const rest = loops.map(({ count }, i) => fresh.mux(count.subWrap(1), left[i]!));
  const ended = rest.map(count => count.eq(0));
  /** Where each loop goes when all within it have ended. */
  const to: UInt[] = [];
  for (let i = loops.length - 1; i >= 0; i--) {
    const moved = here[i]!.addWrap(fit(loops[i]!.step, 16));
    to[i] = i === loops.length - 1 ? moved : ended[i]!.mux(to[i + 1]!, moved);
  }
  const all = ended.reduce((a, b) => a.and(b));

  const { sink, stream } = streamWire(bundle({ address: place, first: bool, ends: bool, last: bool, job: jobs.type }));
  sink.payload.set({ address: here[0]!, first: fresh, ends: ended[0]!, last: all, job: jobs.payload } as never);
  sink.valid.set(jobs.valid);
  jobs.ready.set(sink.ready.and(all));
  when(sink.fire, () => {
    fresh.set(all);
    loops.forEach(({ count }, i) => {
      const inner = ended.slice(0, i);
      const moves = inner.length === 0 ? true : inner.reduce((a, b) => a.and(b));
      at[i]!.set(here[i]!);
      left[i]!.set(rest[i]!);
      when(moves, () => {
        at[i]!.set(to[i]!);
        left[i]!.set(ended[i]!.mux(count.subWrap(1), rest[i]!.subWrap(1)));
      });
    });
  });
  return stream;
}

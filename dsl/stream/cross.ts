import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fromHere } from '../error/capture.js';
import { module } from '../module/module.js';
import { input, output } from '../module/port.js';
import type { Domain } from '../scope/domain.js';
import { fail } from '../scope/report.js';
import type { UInt } from '../signal/uint.js';
import { indexType } from '../signal/vec.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import { bool, uint } from '../type/make.js';
import { after } from './facts.js';
import { accept, makeStream } from './make.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';
import { extend } from './trail.js';
import { offerOf, wordOf, wordType } from './word.js';

/** Two registers behind each bit of a count in Gray code: of its bits one changes at a time. */
const graySynchroniser = module(
  'gray_synchroniser',
  ({ width }: { width: number }) => ({ from: input(uint(width)), to: output(uint(width)) }),
  (io, { width }) => {
    const first = reg(uint(width), { init: 0 });
    const second = reg(uint(width), { init: 0 });
    first.set(io.from);
    second.set(first);
    io.to.set(second);
  },
  { synchroniser: true },
);

const step = { latency: undefined, ii: undefined, readyPath: 'registered', validPath: 'registered' } as const;

/**
 * A queue whose two ends follow different clocks (Cummings, "Simulation and Synthesis Techniques for Asynchronous FIFO
 * Design", SNUG 2002, style 1): each side counts in Gray code, of which a reader of another clock sees the old or the
 * new value, never a mixture. See `Stream.cross`.
 */
export function cross<T>(source: Stream<T>, to: Domain, depth: number): Stream<T> {
  if (!Number.isInteger(Math.log2(depth)) || depth < 4)
    fail('HW002', `cross: room for ${depth} elements`, 'a power of two, at least 4: .cross(pixelClock, 16)');
  return fromHere(() => {
    const queued = source as Stream;
    const { domain: from, info, trail } = queued[state];
    take(queued, 'cross');
    const words = mem(wordType(queued), depth);
    // One bit more than a place needs: it tells a full queue from an empty one.
    const place = indexType(depth);
    const counter = uint(place.width + 1);
    const count = (domain: Domain) => reg(counter, { init: 0, domain });
    const [tail, tailGray, head, headGray] = [count(from), count(from), count(to), count(to)];
    const synchronise = (gray: UInt, domain: Domain) => {
      const synchroniser = inDomain(domain, () => graySynchroniser({ width: counter.width }));
      synchroniser.from.set(gray as never);
      return synchroniser;
    };
    const headSync = synchronise(headGray, from);
    const tailSync = synchronise(tailGray, to);

    // Full: the tail is one round ahead, which in Gray code inverts the two highest bits.
    const full = tailGray.eq(headSync.to.xor(0b11 << (place.width - 1)));
    const later = tail.addWrap(1);
    accept(queued, full.not());
    when(queued.valid.and(full.not()), () => {
      words.write(tail.trunc(place), wordOf(queued) as never, { domain: from });
      tail.set(later);
      tailGray.set(grayOf(later) as never);
    });

    return inDomain(to, () => {
      const ready = wire(bool);
      const valid = headGray.ne(tailSync.to);
      const ahead = valid.and(ready).mux(head.addWrap(1), head);
      head.set(ahead);
      headGray.set(grayOf(ahead) as never);
      // Read ahead, at every edge: a word stands in its place two edges before the reader hears of it.
      const word = words.readSync(ahead.trunc(place), { domain: to });
      const registers = { tail, tail_gray: tailGray, head, head_gray: headGray, tail_next: later, head_next: ahead };
      const parts = { words, ...registers, tail_sync: tailSync, head_sync: headSync, full };
      return makeStream({ ...offerOf(queued, word), valid, parts }, ready, {
        name: () => `${info.name}_${to.name}`,
        domain: to,
        facts: () => after(queued.facts, step),
        trail: () => extend(trail(), step),
      });
    });
  }) as unknown as Stream<T>;
}

const grayOf = (count: UInt): UInt => count.xor(count.shr(1).extend(count.width) as never);

import { priority } from '../control/select.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { lit } from '../signal/lit.js';
import type { UInt } from '../signal/uint.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { chosen } from './chosen.js';
import { gather } from './gather.js';
import { accept } from './make.js';
import { allMarked } from './packets.js';
import { sameElements } from './same-elements.js';
import type { Stream } from './stream.js';

export interface ArbiterOptions {
  /**
   * Who goes first when several offer. `roundRobin` (default): the next one behind the last that was served, so that each
   * waits for at most one element, or packet, of every other. `priority`: the earliest in the list, which may starve the others.
   */
  readonly policy?: 'roundRobin' | 'priority';
}

/**
 * Streams of one type, merged into one: the elements of each in their order. An offer that waits is not exchanged for
 * another, and packets stay in one piece: from the first element to the marked one nobody else is served, even while their
 * source pauses. Latency 0; both paths are combinational, and `ready` of each depends on `valid` of all; `.skid()`
 * before or behind it cuts them.
 *
 * What came from where is lost unless the elements say it: `xs.map((x, i) => x.map(value => ({ value, from: lit(u2, i) })))`.
 *
 * @example arbiter([io.cpu, io.dma], { policy: 'priority' }).skid().into(io.memory);
 *
 * @throws HW034 when only some mark the ends of packets, HW035 when they follow different clocks, HW012 when their
 * types differ.
 */
export function arbiter<T>(streams: readonly Stream<T>[], { policy = 'roundRobin' }: ArbiterOptions = {}): Stream<T> {
  const [first, ...rest] = streams as readonly Stream[];
  if (!first) fail('HW002', 'arbiter of no streams', 'arbiter([io.cpu, io.dma])');
  if (rest.length === 0) return first;
  const sources = [first, ...rest] as const;
  allMarked(sources, 'arbiter');
  sameElements(sources, 'arbiter');
  const step = { latency: undefined, readyPath: 'combinational', validPath: 'combinational' } as const;
  return gather(sources, 'arbiter', step, ready => {
    const index = indexType(sources.length);
    // The first turn is that of the first.
    const owner = reg(index, { init: sources.length - 1 });
    const locked = reg(bool, { init: false });
    const earliest = firstOf(sources, index);
    const next = policy === 'priority' ? earliest : firstOf(sources, index, earliest, owner);
    const choice = locked.mux(owner, next);
    const { valid, last, payload } = chosen(choice, sources);
    const done = last ? ready.and(last) : ready;
    when(valid, () => {
      owner.set(choice);
      locked.set(done.not());
    });
    for (const [i, source] of sources.entries()) accept(source, ready.and(choice.eq(i)));
    return { type: first.type as Type, payload, valid, last, parts: { owner, locked, next, choice } };
  });
}

/** The first of the streams that offers, of those behind `owner` if there is one; otherwise `fallback`. */
function firstOf(sources: readonly Stream[], index: ReturnType<typeof indexType>, fallback?: UInt, owner?: UInt): UInt {
  const choices = sources.map(({ valid }, i) => [owner ? valid.and(owner.lt(i)) : valid, lit(index, i)] as const);
  return fallback ? priority(choices, fallback) : priority(choices.slice(0, -1), lit(index, sources.length - 1));
}

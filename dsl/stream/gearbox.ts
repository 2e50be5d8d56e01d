import { check } from '../check/check.js';
import { match, type NumberArms } from '../control/match.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { lit } from '../signal/lit.js';
import { zeroOf } from '../signal/signal-from.js';
import type { UInt } from '../signal/uint.js';
import { indexType, type Vec, vecOf } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { bool, vec } from '../type/make.js';
import { show } from '../type/show.js';
import type { Type } from '../type/type.js';
import { groupOf, groupOffer, type PartialGroup, put } from './group.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/**
 * Vectors of `n` elements in, of `m` elements out. The elements wait in a row, from place 0 on without a gap: a group
 * that leaves moves the others up by m, one that comes goes in behind them.
 *
 *     held = 5, n = 3, m = 2:   | 0 | 1 | 2 | 3 | 4 | - | - |
 *                               +- out -+           +- in ...
 *
 * Both paths are registered, so it must take a group while there may still be one to give, and give one while it may not
 * take: with n + m + min(n, m) - gcd(n, m) places the narrower side never waits. See `Stream.gearbox`.
 */
export function gearbox(source: Stream, m: number, partial: PartialGroup): Stream {
  const { name } = source[state].info;
  const group = groupOf(source);
  if (!group)
    fail(
      'HW012',
      `gearbox: ${name} carries ${show(source.type as Type)}, not vectors`,
      `${name}.map(x => [x]).gearbox(${m})`,
    );
  if (!Number.isInteger(m) || m < 1)
    fail('HW002', `gearbox: groups of ${m} elements`, 'a whole number of at least 1: .gearbox(3)');
  const n = group.elements.length;
  const step = { latency: undefined, rate: m / n, readyPath: 'registered', validPath: 'registered' } as const;
  return derive(source, 'gearbox', step, ready => row(source, group, n, m, partial, ready));
}

function row(
  source: Stream,
  { elements, count }: { readonly elements: Vec; readonly count: UInt | undefined },
  n: number,
  m: number,
  partial: PartialGroup,
  ready: Bool,
) {
  const { last, valid: offered } = source;
  const { name } = source[state].info;
  const unit = gcd(n, m);
  const places = n + m + Math.min(n, m) - unit;
  const element = elements.type.element as Type;
  const empty = zeroOf(element);
  const word = reg(vec(element, places)) as unknown as Vec;
  const size = indexType(places + 1);
  const held = reg(size, { init: 0 });
  /** The end of a packet is in the row: nothing may follow until it has left. */
  const ending = last && reg(bool, { init: false });
  const full = held.ge(m);
  const valid = ending ? full.or(ending) : full;
  const room = held.le(places - n);
  const free = ending ? room.and(ending.not()) : room;
  const push = offered.and(free);
  const pop = valid.and(ready);
  const gone = ending ? full.mux(lit(size, m), held) : m;
  const rest = pop.mux(held.subWrap(gone as UInt), held);
  accept(source, free);

  when(pop, () => {
    for (let i = 0; i + m < places; i++) put(word, i, word.at(i + m));
  });
  when(push, () => {
    const behind = (base: number) => (): void => {
      for (let i = 0; i < n; i++) put(word, base + i, elements.at(i));
    };
    const bases = Array.from({ length: (places - n) / unit + 1 }, (_, k) => k * unit);
    match(rest, Object.fromEntries(bases.map(base => [base, behind(base)])) as NumberArms);
  });
  const more = count ? count.extend(held.width) : n;
  held.set(push.mux(rest.addWrap(more as UInt), rest));
  const final = held.le(m);
  if (ending && last) {
    when(push, () => ending.set(last)).elseWhen(pop.and(final), () => ending.set(false));
    if (partial === 'never')
      when(ending, () => check.assert(full, `gearbox: a packet of ${name} does not fill groups of ${m}`));
  }
  if (count && last)
    when(offered.and(last.not()), () =>
      check.assert(count.eq(n), `gearbox: a group of ${name} within a packet is not full`),
    );
  const there = (i: number) =>
    ending && i > 0 && partial !== 'never' ? held.gt(i).mux(word.at(i), empty) : word.at(i);
  return groupOffer({
    elements: vecOf(
      element,
      Array.from({ length: m }, (_, i) => there(i) as never),
    ) as unknown as Vec,
    count: ending && partial === 'count' ? full.mux(lit(size, m), held).trunc(indexType(m + 1).width) : undefined,
    valid,
    last: ending?.and(final),
    parts: { word, held, ending, rest },
  });
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

import { asBits, type Bool, bool, reg, type UInt, uint, vec, vecOf, when } from '../../dsl/index.js';

/** Semaphores of a program, and the bits that each counts with. */
export const semaphoreCount = 16;
const counterBits = 6;

/** The semaphores, of which any set is lowered, and any set raised, in a cycle. */
export interface Semaphores {
  /** A bit for each that is above 0. */
  readonly available: UInt<16>;
  /** Some that is to be raised stands at 63. */
  readonly overflow: Bool;
}

/**
 * 16 counters from 0 to 63, which start at 0. `lower` may only have bits of `available`. What would pass 63 stays there,
 * and says so in the same cycle.
 */
export function semaphoreCounters(lower: UInt, raise: UInt): Semaphores {
  const counts = reg(vec(uint(counterBits), semaphoreCount), { init: Array.from({ length: semaphoreCount }, () => 0) });
  const bits = Array.from({ length: semaphoreCount }, (_, i) => {
    const count = counts.at(i);
    const [down, up] = [lower.bit(i), raise.bit(i)];
    const full = count.all();
    when(up.and(down.not(), full.not()), () => count.set(count.addWrap(1)));
    when(down.and(up.not()), () => count.set(count.subWrap(1)));
    return { some: count.any(), over: up.and(down.not(), full) };
  });
  return {
    available: asBits(
      vecOf(
        bool,
        bits.map(({ some }) => some),
      ),
    ) as UInt<16>,
    overflow: bits.map(({ over }) => over).reduce((a, b) => a.or(b)),
  };
}

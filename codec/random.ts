/**
 * A 32-bit hash of a seed and an index: the only source of chance in drawn clips and random weights. Integers alone, so that a seed means
 * the same picture on every machine. The finaliser is MurmurHash3's.
 */
export function hash(seed: number, index: number): number {
  let h = Math.imul(seed ^ Math.imul(index, 0x9e3779b1), 0x85ebca6b) ^ index;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) for a seed and an index. */
export const uniform = (seed: number, index: number): number => hash(seed, index) / 0x1_0000_0000;

/** Draws in order from one seed. */
export interface Draw {
  /** A number in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** True in a share of the draws. */
  readonly chance: (share: number) => boolean;
  /** One of the choices. */
  readonly of: <T>(choices: readonly T[]) => T;
}

/** A sequence of draws; each depends on the seed and on how many came before. */
export function draws(seed: number): Draw {
  let index = 0;
  const next = (): number => uniform(seed, index++);
  return {
    between: (low, high) => low + (high - low) * next(),
    chance: share => next() < share,
    of: choices => choices[Math.floor(next() * choices.length)]!,
  };
}

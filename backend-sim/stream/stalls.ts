import { fail } from '../error.js';
import type { Stall } from '../machine.js';
import { seedState } from '../random.js';

/** When a stream's far side holds back, as a bench says it: a `Stall`, with or without a seed of its own. */
export type StallOption = Stall | { readonly kind: 'random'; readonly probability: number };

/** Never holds back. */
export const never: StallOption = Object.freeze({ kind: 'never' });

/**
 * Holds back in each cycle with that probability (0 to below 1). Without a seed every stream and every run draws
 * its own numbers from the seed of the simulation.
 */
export function random(probability: number, seed?: number): StallOption {
  if (!(probability >= 0 && probability < 1)) fail(`random(${probability}): a probability is 0 to below 1`);
  return seed === undefined ? { kind: 'random', probability } : { kind: 'random', probability, seed: seedState(seed) };
}

/** Repeats a pattern, one character per cycle: `-` goes, `x` holds back. At least one has to go. */
export function pattern(text: string): StallOption {
  if (!/^[x-]*-[x-]*$/.test(text))
    fail(`pattern('${text}'): use '-' for a cycle that goes and 'x' for one that holds back`);
  return { kind: 'pattern', pattern: [...text].map(character => character === 'x') };
}

/** One stall for all streams, or by the name of the stream; streams left out never hold back. */
export type StallOptions = StallOption | Readonly<Record<string, StallOption>>;

/** The stall of one stream; `seed` is for one that brings none. */
export function stallOf(options: StallOptions | undefined, stream: string, seed: number): Stall {
  const option = isStall(options) ? options : (options?.[stream] ?? never);
  return option.kind === 'random' ? { seed: seedState(seed), ...option } : option;
}

/** Whether it is one stall for all streams. */
export const isStall = (options: StallOptions | undefined): options is StallOption => typeof options?.kind === 'string';

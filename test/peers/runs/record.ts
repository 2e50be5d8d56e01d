import fc from 'fast-check';
import { random, type Simulator, simulate } from '../../../backend-sim/index.js';
import type { Circuit } from '../../../dsl/index.js';
import type { Watchable } from '../../stdlib-engines/dma/bench.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';
import { recorded } from '../recorder.js';
import type { Bench } from '../verilator.js';

/** Runs by the names of what was run. */
export type Runs = Readonly<Record<string, Bench>>;

/** What a run of a bench that makes its simulator itself was like. */
export function watched(run: (watch: (sim: Watchable) => void) => unknown): Bench {
  let bench: Bench | undefined;
  run(sim => {
    bench = recorded(sim);
  });
  return bench!;
}

export interface Streams {
  readonly feed: Readonly<Record<string, readonly unknown[]>>;
  readonly expect: Readonly<Record<string, number>>;
  readonly last?: Readonly<Record<string, readonly boolean[]>>;
}

/** Streams through an engine while all sides stall, and after a reset once more while none does. */
export function streamed(circuit: Circuit, { feed, expect, last = {} }: Streams): Bench {
  const sim: Simulator = simulate(circuit, { history: 0 });
  const bench = recorded(sim);
  for (const stall of [0.3, 0]) {
    sim.transfer(feed as never, { expect, last, stall: random(stall, 3) } as never);
    sim.reset();
  }
  return bench;
}

/** Cases and numbers that are the same for a seed. */
export function randomly(seed: number) {
  const next = numbers(seed);
  return {
    next,
    draw: <T>(of: fc.Arbitrary<T>, count: number): T[] => fc.sample(of, { numRuns: count, seed }),
    pixels: (count: number, channels: number): number[][] =>
      Array.from({ length: count }, () => Array.from({ length: channels }, () => next(-128, 127))),
  };
}

export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((all, item) => all + of(item), 0);

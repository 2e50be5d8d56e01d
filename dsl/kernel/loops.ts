import { range } from '../arith/range.js';

/**
 * For a loop of a kernel that is written out: every iteration has hardware of its own. Elsewhere simply 0 to n - 1.
 *
 * @example for (const i of unroll(9)) acc += x[i]! * w[i]!;
 */
export const unroll = (n: number): number[] => range(n);

export interface PipelineOptions {
  /** Cycles between the starts of two iterations; absent: the least that is possible. */
  readonly ii?: number;
}

/**
 * For a loop of a kernel whose iterations overlap: one starts every `ii` cycles, in the same hardware.
 *
 * @example for (const i of pipeline(256, { ii: 1 })) acc += x[i]! * w[i]!;
 */
export const pipeline = (n: number, _options: PipelineOptions = {}): number[] => range(n);

import { type SynthOptions, type SynthReport, synth } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { synthCache } from './cache.js';

/** What the process in which Yosys counts is told, once. */
export interface SynthTask {
  readonly design: Design;
  readonly options: SynthOptions;
  /** Keep results between runs. */
  readonly cached: boolean;
}

/** What it answers, once. */
export type SynthAnswer = { readonly report: SynthReport } | { readonly error: string };

process.once('message', async ({ design, options, cached }: SynthTask) => {
  let answer: SynthAnswer;
  try {
    answer = { report: await synth(design, cached ? { ...options, cache: synthCache() } : options) };
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error) };
  }
  process.send!(answer, () => process.exit());
});

import { type ClusterSizes, clusterSizes } from './clusters.js';
import { leastGain } from './pack-registers.js';
import { functionLimit } from './split.js';

export interface CompileOptions {
  /** Operations that one WebAssembly function holds at most, about. */
  readonly functionLimit?: number;
  /**
   * Whether parts of the design that rest are skipped: `measured` tries it in long runs and keeps what is quicker.
   * What is simulated is the same.
   */
  readonly partitions?: 'measured' | 'always' | 'never';
  /** How large the parts are. */
  readonly clusters?: ClusterSizes;
  /** Operations that working on scalar registers as rows must save in all to be done; infinite: never. */
  readonly leastGain?: number;
}

export const defaults: Required<CompileOptions> = {
  functionLimit,
  partitions: 'measured',
  clusters: clusterSizes,
  leastGain,
};

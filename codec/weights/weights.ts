import type { Tensor } from '../tensor/tensor.js';

/** The parameters of a network under the names of the published code, `generator.*` and `kp_detector.*`. */
export type Weights = ReadonlyMap<string, Tensor>;

/** Weights as they stand in a file. */
export interface WeightsFile {
  readonly weights: Weights;
  /** What a safetensors file says about itself; a checkpoint says nothing. */
  readonly metadata: Readonly<Record<string, string>>;
}

import type { Tensor } from './tensor.js';

/** Where the parts of a face are in a picture. */
export interface Keypoints {
  /** `[K, 2]`, x before y: -1 at the left or upper border of the picture, 1 at the right or lower one. */
  readonly keypoints: Tensor;
  /** `[K, 2, 2]`, there when the configuration has them: how the picture is turned and stretched around each. */
  readonly jacobians?: Tensor;
}

/**
 * What a step does. Maps are `[channels, rows, columns]`, without a batch dimension; coordinates are x before y, with
 * sample i of n at `2 i / (n - 1) - 1`. `codec/float/` has a function for each, which is its definition.
 *
 * Strings named `weight`, `bias`, `mean` and `variance` are names of parameters.
 */
export type Operator =
  /** `[in, h, w]` -> `[out, h', w']`; square kernel, zeros around, weights `[out, in / groups, kernel, kernel]`. */
  | {
      readonly kind: 'conv';
      readonly weight: string;
      readonly bias: string;
      readonly inChannels: number;
      readonly outChannels: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: number;
      readonly groups: number;
    }
  /** Per channel `(x - mean) / sqrt(variance + epsilon) * weight + bias`. */
  | {
      readonly kind: 'batchNorm';
      readonly weight: string;
      readonly bias: string;
      readonly mean: string;
      readonly variance: string;
      readonly epsilon: number;
    }
  | { readonly kind: 'relu' }
  | { readonly kind: 'sigmoid' }
  /** Means of 2x2 samples: `[c, h, w]` -> `[c, h / 2, w / 2]`. */
  | { readonly kind: 'averagePool' }
  /** `[c, h, w]` -> `[c, 2 h, 2 w]`; bilinear is with align_corners = true. */
  | { readonly kind: 'upsample'; readonly mode: 'nearest' | 'bilinear' }
  /** Bilinear with align_corners = false: `[c, h, w]` -> `[c, rows, columns]`. */
  | { readonly kind: 'resize'; readonly rows: number; readonly columns: number }
  /** The same for a flow: `[h, w, 2]` -> `[rows, columns, 2]`. */
  | { readonly kind: 'resizeFlow'; readonly rows: number; readonly columns: number }
  /** Channels of the first input, then of the second. */
  | { readonly kind: 'concat' }
  /** Two maps of one shape. */
  | { readonly kind: 'add' }
  /** `[c, h, w]` by `[1, h, w]`: every channel by the same map. */
  | { readonly kind: 'multiply' }
  /**
   * Bilinear samples of `[c, h, w]` at a flow `[h', w', 2]` -> `[c, h', w']`, zeros outside, or at each of n flows
   * `[n, h', w', 2]` -> `[n, c, h', w']`.
   */
  | { readonly kind: 'gridSample'; readonly alignCorners: boolean }
  /** Over channels, for each place. */
  | { readonly kind: 'softmaxChannels' }
  /** Over rows and columns, for each channel, of `x / temperature`. */
  | { readonly kind: 'softmaxSpace'; readonly temperature: number }
  /** The mean coordinate under each map that sums to 1: `[k, h, w]` -> `[k, 2]`. */
  | { readonly kind: 'expectedCoordinate' }
  /** The mean matrix under each of k maps (first input), of maps `[4 k, h, w]` or `[4, h, w]`: `[k, 2, 2]`. */
  | { readonly kind: 'expectedJacobian' }
  /**
   * A picture made `factor` times smaller: a Gaussian per channel, weights `[c, 1, kernel, kernel]`, zeros around, then
   * every `factor`-th sample or a bilinear resize with align_corners = true.
   */
  | {
      readonly kind: 'shrink';
      readonly weight: string;
      readonly kernel: number;
      readonly factor: number;
      readonly style: 'decimate' | 'bilinear';
    }
  /**
   * Driving keypoints `[k, 2]`, source keypoints `[k, 2]` -> `[k + 1, rows, columns]`: zeros for the background, then
   * the difference of Gaussians of that variance around each driving and its source keypoint.
   */
  | { readonly kind: 'heatmaps'; readonly rows: number; readonly columns: number; readonly variance: number }
  /**
   * Driving keypoints, source keypoints and, with Jacobians, driving and source Jacobians `[k, 2, 2]` -> flows
   * `[k + 1, rows, columns, 2]`: the identity for the background, then `J_s J_d^-1 (z - kp_d) + kp_s`.
   */
  | { readonly kind: 'sparseMotions'; readonly rows: number; readonly columns: number }
  /** Maps `[n, h, w]` and pictures `[n, c, h, w]` -> `[n (1 + c), h, w]`: each map before the channels of its picture. */
  | { readonly kind: 'interleave' }
  /** Masks `[n, h, w]` and flows `[n, h, w, 2]` -> the flow `[h, w, 2]` that is the sum of mask times flow. */
  | { readonly kind: 'combineMotions' };

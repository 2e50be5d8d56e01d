/** How the keypoints of a frame are quantized. */
export interface KeypointFormat {
  /** How many keypoints a frame has, K: 1 .. 64. */
  readonly count: number;
  /** Steps from 0 to 1, 1 .. 65535: a coordinate is a whole number of `1 / steps`. */
  readonly steps: number;
  /** The same for the elements of Jacobians; a format without has no Jacobians. */
  readonly jacobianSteps?: number;
}

/** Steps from 0 to 1 that lose less than 0.1 dB: each is an eighth of a pixel at 64 pixels, half a one at 256. */
export const defaultSteps = 256;

/** Numbers of a keypoint: x, y and the Jacobian by rows. */
export const numbersPerKeypoint = (format: KeypointFormat): number => (format.jacobianSteps === undefined ? 2 : 6);

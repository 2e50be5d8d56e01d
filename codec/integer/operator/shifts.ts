import { affineShift } from '../../../stdlib-engines/quantized/flow.js';

/** Keypoints in 256ths of a pixel, and what Jacobians do to distances, in 4096ths. */
export interface FixedKeypoints {
  /** `[K, 2]`, x before y. */
  readonly source: ArrayLike<number>;
  readonly driving: ArrayLike<number>;
  /** `[K, 2, 2]` */
  readonly jacobians?: ArrayLike<number> | undefined;
}

/** How far the pixel at a place looks away from itself by the motion of a keypoint, along x and y, in 256ths of a pixel. */
export type Shift = (row: number, column: number) => readonly [x: number, y: number];

/** The motion of keypoint `k`: the same everywhere, or affine with a Jacobian. */
export function shiftOf({ source, driving, jacobians }: FixedKeypoints, k: number): Shift {
  const constant = [source[2 * k]! - driving[2 * k]!, source[2 * k + 1]! - driving[2 * k + 1]!] as const;
  if (!jacobians) return () => constant;
  const [xx, xy, yx, yy] = [0, 1, 2, 3].map(i => jacobians[4 * k + i]!) as [number, number, number, number];
  return (row, column) => {
    const [dx, dy] = [(column << 8) - driving[2 * k]!, (row << 8) - driving[2 * k + 1]!];
    return [affineShift(xx, xy, dx, dy, constant[0]), affineShift(yx, yy, dx, dy, constant[1])];
  };
}

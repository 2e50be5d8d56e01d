import { gaussian, heatmap } from '../../../stdlib-engines/quantized/gaussian.js';
import { place } from '../../../stdlib-engines/quantized/position.js';
import { blendAt } from './blend.js';
import type { Maps } from './load.js';
import { movedPlaces } from './places.js';
import { resample } from './resize.js';
import { type FixedKeypoints, type Shift, shiftOf } from './shifts.js';

/**
 * For the background and each keypoint: its heatmap (zeros for the background), and the small source as its motion moves it
 * (as it is for the background), `[(K + 1) (1 + channels), rows, columns]`.
 */
export function motionMaps(small: Maps, keypoints: FixedKeypoints, unit: number): Int8Array {
  const [channels, rows, columns] = small.shape;
  const plane = rows * columns;
  const count = keypoints.driving.length / 2;
  const each = (1 + channels) * plane;
  const result = new Int8Array((count + 1) * each);
  result.set(small.data, plane);
  for (let k = 0; k < count; k++) {
    const at = (k + 1) * each;
    heatmaps(keypoints, k, unit, rows, columns, result.subarray(at, at + plane));
    const moved = result.subarray(at + plane, at + each);
    const shift = shiftOf(keypoints, k);
    if (keypoints.jacobians) warp(small, shift, moved);
    else
      resample(small.data, small.shape, movedPlaces(rows, shift(0, 0)[1]), movedPlaces(columns, shift(0, 0)[0]), moved);
  }
  return result;
}

function heatmaps(
  keypoints: FixedKeypoints,
  k: number,
  unit: number,
  rows: number,
  columns: number,
  into: Int8Array,
): void {
  const bell = (points: ArrayLike<number>, axis: 0 | 1, size: number): number[] =>
    Array.from({ length: size }, (_, i) => gaussian((i << 8) - points[2 * k + axis]!, unit));
  const { driving, source } = keypoints;
  const [drivingX, sourceX] = [bell(driving, 0, columns), bell(source, 0, columns)];
  const [drivingY, sourceY] = [bell(driving, 1, rows), bell(source, 1, rows)];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      into[row * columns + column] = heatmap(drivingX[column]!, drivingY[row]!, sourceX[column]!, sourceY[row]!);
}

/** A picture where a motion that differs from pixel to pixel says. */
function warp({ shape: [channels, rows, columns], data }: Maps, shift: Shift, into: Int8Array): void {
  const plane = rows * columns;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = shift(row, column);
      const [across, down] = [place(column, x), place(row, y)];
      for (let channel = 0; channel < channels; channel++)
        into[channel * plane + row * columns + column] =
          (blendAt(
            { data, at: channel * plane, rows, columns },
            down.cell,
            across.cell,
            down.fraction,
            across.fraction,
          ) +
            32768) >>
          16;
    }
}

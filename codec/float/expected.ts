import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import { coordinate } from './coordinate.js';

/**
 * The mean place under each map: `[k, h, w]`, each summing to 1, -> keypoints `[k, 2]`, x before y, -1..1.
 */
export function expectedCoordinate(maps: Tensor): Tensor {
  const [k = 0, height = 0, width = 0] = expectShape('the maps', maps, Array(3));
  const keypoints = tensor([k, 2]);
  for (let n = 0, at = 0; n < k; n++) {
    let [x, y] = [0, 0];
    for (let r = 0; r < height; r++)
      for (let c = 0; c < width; c++, at++) {
        x += maps.data[at]! * coordinate(c, width);
        y += maps.data[at]! * coordinate(r, height);
      }
    keypoints.data.set([x, y], 2 * n);
  }
  return keypoints;
}

/**
 * The mean matrix under each map: the Jacobian of the motion around each keypoint.
 *
 * @param maps `[k, h, w]`, each summing to 1
 * @param matrices `[4 k, h, w]`, four channels for each map, row by row, or `[4, h, w]` for all of them
 * @returns `[k, 2, 2]`
 */
export function expectedJacobian(maps: Tensor, matrices: Tensor): Tensor {
  const [k = 0, height = 0, width = 0] = expectShape('the maps', maps, Array(3));
  const shared = matrices.shape[0] === 4;
  expectShape('the matrices', matrices, [shared ? 4 : 4 * k, height, width]);
  const jacobians = tensor([k, 2, 2]);
  const plane = height * width;
  for (let n = 0; n < k; n++)
    for (let element = 0; element < 4; element++) {
      const from = ((shared ? 0 : 4 * n) + element) * plane;
      let sum = 0;
      for (let i = 0; i < plane; i++) sum += maps.data[n * plane + i]! * matrices.data[from + i]!;
      jacobians.data[4 * n + element] = sum;
    }
  return jacobians;
}

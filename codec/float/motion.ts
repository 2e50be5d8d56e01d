import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/** Maps `[n, h, w]` and pictures `[n, c, h, w]` -> `[n (1 + c), h, w]`: each map before the channels of its picture. */
export function interleave(maps: Tensor, pictures: Tensor): Tensor {
  const [n = 0, height = 0, width = 0] = expectShape('the maps', maps, Array(3));
  const [, channels = 0] = expectShape('the pictures', pictures, [n, undefined, height, width]);
  const y = tensor([n * (1 + channels), height, width]);
  const plane = height * width;
  for (let i = 0; i < n; i++) {
    const to = i * (1 + channels) * plane;
    y.data.set(maps.data.subarray(i * plane, (i + 1) * plane), to);
    y.data.set(pictures.data.subarray(i * channels * plane, (i + 1) * channels * plane), to + plane);
  }
  return y;
}

/**
 * The deformation: at each place the sum of the motions, each by its mask.
 *
 * @param masks `[n, h, w]`, summing to 1 at each place
 * @param motions flows `[n, h, w, 2]`
 * @returns a flow `[h, w, 2]`
 */
export function combineMotions(masks: Tensor, motions: Tensor): Tensor {
  const [n = 0, height = 0, width = 0] = expectShape('the masks', masks, Array(3));
  expectShape('the motions', motions, [n, height, width, 2]);
  const flow = tensor([height, width, 2]);
  const plane = height * width;
  for (let i = 0; i < plane; i++) {
    let [x, y] = [0, 0];
    for (let at = i; at < n * plane; at += plane) {
      x += masks.data[at]! * motions.data[2 * at]!;
      y += masks.data[at]! * motions.data[2 * at + 1]!;
    }
    flow.data[2 * i] = x;
    flow.data[2 * i + 1] = y;
  }
  return flow;
}

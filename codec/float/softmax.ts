import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/** Softmax over channels at each place: of `[c, h, w]`, what stands one above the other sums to 1. */
export function softmaxChannels(x: Tensor): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of a softmax', x, Array(3));
  const y = tensor(x.shape);
  const plane = height * width;
  for (let i = 0; i < plane; i++) softmax(x.data, y.data, i, plane, channels);
  return y;
}

/** Softmax of `x / temperature` over rows and columns: of `[c, h, w]`, each channel sums to 1. The temperature is above 0. */
export function softmaxSpace(x: Tensor, temperature = 1): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of a softmax', x, Array(3));
  const y = tensor(x.shape);
  const plane = height * width;
  for (let c = 0; c < channels; c++) softmax(x.data, y.data, c * plane, 1, plane, temperature);
  return y;
}

/** Of `count` elements from `start`, `step` apart. The largest is subtracted first, so that no exponential overflows. */
function softmax(x: Float32Array, y: Float32Array, start: number, step: number, count: number, temperature = 1): void {
  let max = -Infinity;
  for (let i = 0, at = start; i < count; i++, at += step) max = Math.max(max, x[at]!);
  let sum = 0;
  for (let i = 0, at = start; i < count; i++, at += step) sum += Math.exp((x[at]! - max) / temperature);
  for (let i = 0, at = start; i < count; i++, at += step) y[at] = Math.exp((x[at]! - max) / temperature) / sum;
}

import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/** Channels of the first, then of the second: `[a, h, w]` and `[b, h, w]` -> `[a + b, h, w]`. */
export function concat(first: Tensor, second: Tensor): Tensor {
  const [a = 0, height = 0, width = 0] = expectShape('the first input', first, Array(3));
  const [b = 0] = expectShape('the second input', second, [undefined, height, width]);
  const y = tensor([a + b, height, width]);
  y.data.set(first.data);
  y.data.set(second.data, first.data.length);
  return y;
}

/** The sum of two tensors of one shape. */
export function add(first: Tensor, second: Tensor): Tensor {
  expectShape('the second input', second, first.shape);
  return { shape: first.shape, data: first.data.map((x, i) => x + second.data[i]!) };
}

/** Every channel of `[c, h, w]` by the same map `[1, h, w]`: what an occlusion map does to features. */
export function multiply(features: Tensor, map: Tensor): Tensor {
  const [, height = 0, width = 0] = expectShape('the features', features, Array(3));
  expectShape('the map', map, [1, height, width]);
  const plane = height * width;
  return { shape: features.shape, data: features.data.map((x, i) => x * map.data[i % plane]!) };
}

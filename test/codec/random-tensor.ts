import { uniform } from '../../codec/random.js';
import { type Shape, type Tensor, tensor } from '../../codec/tensor/tensor.js';

/** A tensor of numbers evenly spread within -scale..scale, the same for the same seed. */
export function randomTensor(shape: Shape, seed: number, scale = 1): Tensor {
  const values = tensor(shape);
  values.data.forEach((_, i) => {
    values.data[i] = (2 * uniform(seed, i) - 1) * scale;
  });
  return values;
}

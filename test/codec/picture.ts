import { type Tensor, tensor } from '../../codec/tensor/tensor.js';
import { randomTensor } from './random-tensor.js';

/** A picture `[3, size, size]` of noise, 0..1, the same for the same seed. */
export function randomPicture(size: number, seed: number): Tensor {
  const { shape, data } = randomTensor([3, size, size], seed, 0.5);
  return tensor(
    shape,
    data.map(x => x + 0.5),
  );
}

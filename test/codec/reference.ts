import { readFileSync } from 'node:fs';
import { bytesSource } from '../../codec/file/source.js';
import { type Tensor, tensor } from '../../codec/tensor/tensor.js';
import { readWeights } from '../../codec/weights/load.js';
import type { Weights } from '../../codec/weights/weights.js';

/** Tensors computed by the published PyTorch modules, and the weights that they were computed with. */
export function referenceTensors(): Weights {
  const file = new URL('./data/fomm-zero-64.safetensors', import.meta.url);
  return readWeights(bytesSource(readFileSync(file), 'fomm-zero-64.safetensors')).weights;
}

/** One of them without its batch dimension. */
export function unbatched(tensors: Weights, name: string): Tensor {
  const { shape, data } = tensors.get(name)!;
  return tensor(shape.slice(1), data);
}

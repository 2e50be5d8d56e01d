import { shrinkKernel } from '../../../codec/float/shrink.js';
import type { NetworkConfig } from '../../../codec/network/config.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { parametersOf } from '../../../codec/network/parameters.js';
import { elements, type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import type { Weights } from '../../../codec/weights/weights.js';
import { randomTensor } from '../random-tensor.js';

/** Weights of a size that keeps values around 1 through the layers, and Gaussians where a picture is shrunk. */
export function randomWeights(config: NetworkConfig, seed: number): Weights {
  const weights = new Map<string, Tensor>();
  for (const [name, shape] of parametersOf(networkGraphs(config))) {
    seed++;
    const around1 = (spread: number): Tensor => {
      const { data } = randomTensor(shape, seed, spread);
      return tensor(
        shape,
        data.map(x => 1 + x),
      );
    };
    if (name.endsWith('.down.weight')) weights.set(name, shrinkKernel(shape[0]!, (shape[2]! - 1) / 4 + 1));
    else if (name.endsWith('running_var')) weights.set(name, around1(0.7));
    else if (/norm\d?\.weight$/.test(name)) weights.set(name, around1(0.5));
    else weights.set(name, randomTensor(shape, seed, shape.length > 1 ? 2 / Math.sqrt(elements(shape.slice(1))) : 0.3));
  }
  return weights;
}

import type { NetworkConfig } from '../network/config.js';
import { networkGraphs } from '../network/graphs.js';
import { parametersOf } from '../network/parameters.js';
import { uniform } from '../random.js';
import { elements, type Shape, type Tensor, tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { shrinkKernel } from './shrink.js';

/**
 * Weights for a network that has none: random, the same for the same seed, of a size that keeps values around 1 through all layers;
 * Gaussians where a picture is shrunk. Such a network predicts nothing, but takes the time and the memory of a trained one.
 */
export function randomWeights(config: NetworkConfig, seed: number): Weights {
  const weights = new Map<string, Tensor>();
  for (const [name, shape] of parametersOf(networkGraphs(config))) {
    seed++;
    const around = (middle: number, spread: number): Tensor => spreadAround(shape, seed, middle, spread);
    if (name.endsWith('.down.weight')) weights.set(name, shrinkKernel(shape[0]!, (shape[2]! - 1) / 4 + 1));
    else if (name.endsWith('running_var')) weights.set(name, around(1, 0.7));
    else if (/norm\d?\.weight$/.test(name)) weights.set(name, around(1, 0.5));
    else weights.set(name, around(0, shape.length > 1 ? 2 / Math.sqrt(elements(shape.slice(1))) : 0.3));
  }
  return weights;
}

function spreadAround(shape: Shape, seed: number, middle: number, spread: number): Tensor {
  const { data } = tensor(shape);
  for (let i = 0; i < data.length; i++) data[i] = middle + (2 * uniform(seed, i) - 1) * spread;
  return tensor(shape, data);
}

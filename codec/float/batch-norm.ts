import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/** Statistics and the affine map of a normalisation, each `[channels]`. */
export interface BatchNormParameters {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * Normalisation by running statistics, per channel `(x - mean) / sqrt(variance + epsilon) * weight + bias`.
 *
 * @param x `[channels, h, w]`
 * @throws RangeError if a parameter has not one element per channel
 */
export function batchNorm(x: Tensor, parameters: BatchNormParameters, epsilon = 1e-5): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of a normalisation', x, Array(3));
  for (const [name, parameter] of Object.entries(parameters)) expectShape(`the ${name}`, parameter, [channels]);
  const { weight, bias, mean, variance } = parameters;
  const y = tensor(x.shape);
  const plane = height * width;
  for (let c = 0; c < channels; c++) {
    const gain = weight.data[c]! / Math.sqrt(variance.data[c]! + epsilon);
    const offset = bias.data[c]! - mean.data[c]! * gain;
    for (let i = c * plane; i < (c + 1) * plane; i++) y.data[i] = x.data[i]! * gain + offset;
  }
  return y;
}

import { scalesOf } from '../../dsl/index.js';
import type { Conv2dSpec } from './spec.js';

/** A convolution layer in real numbers; `weights[output][row][column][input]`. */
export interface Conv2dReal {
  readonly weights: Conv2dSpec['weights'];
  readonly bias: readonly number[];
  /** What one step of a pixel that comes, and of one that leaves, is worth. */
  readonly inputStep: number;
  readonly outputStep: number;
}

/**
 * The whole numbers nearest to a layer: the weights of each output in steps of 1/127 of its largest, its bias in steps
 * of the products, and the scale that takes the sum to steps of the output. Where the layer's result lies within the
 * range of 8 bits, the engine's differs from it by less than
 * `outputStep / 2 + (inputs * rows * cols * 128 + 1) * inputStep * weightStep / 2`, and 2^-14 of itself.
 */
export function quantizeConv2d({ weights, bias, inputStep, outputStep }: Conv2dReal) {
  const steps = weights.map(kernel => Math.max(...kernel.flat(2).map(Math.abs)) / 127 || 1);
  return {
    weights: weights.map((kernel, o) =>
      kernel.map(row => row.map(pixel => pixel.map(weight => Math.round(weight / steps[o]!)))),
    ),
    bias: bias.map((value, o) => Math.round(value / (steps[o]! * inputStep))),
    scale: scalesOf(steps.map(step => (step * inputStep) / outputStep)),
  };
}

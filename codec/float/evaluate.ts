import type { Operator } from '../network/operator.js';
import type { Tensor } from '../tensor/tensor.js';
import { relu, sigmoid } from './activation.js';
import { averagePool } from './average-pool.js';
import { batchNorm } from './batch-norm.js';
import { add, concat, multiply } from './combine.js';
import { conv } from './conv.js';
import { expectedCoordinate, expectedJacobian } from './expected.js';
import { gridSample } from './grid-sample.js';
import { heatmaps } from './heatmaps.js';
import { combineMotions, interleave } from './motion.js';
import { resizeBilinear, resizeFlow, upsampleBilinear, upsampleNearest } from './resize.js';
import { shrink } from './shrink.js';
import { softmaxChannels, softmaxSpace } from './softmax.js';
import { sparseMotions } from './sparse-motions.js';

/** What an operator makes of its inputs; `parameter` gives the tensors that it names. */
export function evaluate(op: Operator, inputs: readonly Tensor[], parameter: (name: string) => Tensor): Tensor {
  const [x, y, ...more] = inputs as readonly [Tensor, Tensor, ...Tensor[]];
  switch (op.kind) {
    case 'conv':
      return conv(x, parameter(op.weight), parameter(op.bias), op);
    case 'batchNorm': {
      const { weight, bias, mean, variance, epsilon } = op;
      const parameters = {
        weight: parameter(weight),
        bias: parameter(bias),
        mean: parameter(mean),
        variance: parameter(variance),
      };
      return batchNorm(x, parameters, epsilon);
    }
    case 'relu':
      return relu(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'averagePool':
      return averagePool(x);
    case 'upsample':
      return op.mode === 'nearest' ? upsampleNearest(x) : upsampleBilinear(x);
    case 'resize':
      return resizeBilinear(x, op.rows, op.columns, { alignCorners: false });
    case 'resizeFlow':
      return resizeFlow(x, op.rows, op.columns);
    case 'concat':
      return concat(x, y);
    case 'add':
      return add(x, y);
    case 'multiply':
      return multiply(x, y);
    case 'gridSample':
      return gridSample(x, y, op);
    case 'softmaxChannels':
      return softmaxChannels(x);
    case 'softmaxSpace':
      return softmaxSpace(x, op.temperature);
    case 'expectedCoordinate':
      return expectedCoordinate(x);
    case 'expectedJacobian':
      return expectedJacobian(x, y);
    case 'shrink':
      return shrink(x, parameter(op.weight), op.factor, op.style);
    case 'heatmaps':
      return heatmaps(x, y, op, op.variance);
    case 'sparseMotions': {
      const [driving, source] = more;
      return sparseMotions(x, y, op, driving && source && { driving, source });
    }
    case 'interleave':
      return interleave(x, y);
    case 'combineMotions':
      return combineMotions(x, y);
  }
}

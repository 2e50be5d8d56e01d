import type { Operator } from '../../network/operator.js';
import type { Shape } from '../../tensor/tensor.js';
import { type Emitter, type Unnamed, unnamed } from './emitter.js';
import { expectedCoordinate, expectedJacobian, softmaxSpace } from './maps.js';
import { combineMotions, gridSample, heatmaps, interleave, sparseMotions } from './motion.js';
import { averagePool, convNode, resize, resizeFlow, shrink, upsample } from './sizes.js';

/** Values and their shapes, which have no batch dimension, as everywhere in the codec. */
export interface Operands {
  readonly names: readonly string[];
  readonly shapes: readonly Shape[];
}

/**
 * An operator of the codec by those of ONNX, opset 16; gives the last of them. In ONNX every value has a batch dimension, of one,
 * before its shape.
 */
export function lower(op: Operator, of: Operands, to: Emitter): Unnamed {
  const { names, shapes } = of;
  const [x = '', y = '', ...more] = names;
  const [first = [], second = []] = shapes;
  switch (op.kind) {
    case 'conv':
      return convNode([x, op.weight, op.bias], op);
    case 'batchNorm': {
      const { weight, bias, mean, variance, epsilon } = op;
      return unnamed('BatchNormalization', [x, weight, bias, mean, variance], { epsilon: { float: epsilon } });
    }
    case 'relu':
      return unnamed('Relu', [x]);
    case 'sigmoid':
      return unnamed('Sigmoid', [x]);
    case 'add':
      return unnamed('Add', [x, y]);
    case 'multiply':
      return unnamed('Mul', [x, y]);
    case 'concat':
      return unnamed('Concat', [x, y], { axis: 1 });
    case 'softmaxChannels':
      return unnamed('Softmax', [x], { axis: 1 });
    case 'averagePool':
      return averagePool(x);
    case 'upsample':
      return upsample(x, op.mode, to);
    case 'resize':
      return resize(x, [first[0]!, op.rows, op.columns], { alignCorners: false }, to);
    case 'resizeFlow':
      return resizeFlow(x, op, to);
    case 'shrink':
      return shrink(x, first, op, to);
    case 'softmaxSpace':
      return softmaxSpace(x, first, op.temperature, to);
    case 'expectedCoordinate':
      return expectedCoordinate(x, first, to);
    case 'expectedJacobian':
      return expectedJacobian([x, y], [first, second], to);
    case 'gridSample':
      return gridSample([x, y], [first, second], op, to);
    case 'heatmaps':
      return heatmaps([x, y], first, op, to);
    case 'sparseMotions':
      return sparseMotions([x, y], first, op, more, to);
    case 'interleave':
      return interleave([x, y], second, to);
    case 'combineMotions':
      return combineMotions([x, y], to);
  }
}

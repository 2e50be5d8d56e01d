import type { Shape } from '../tensor/tensor.js';
import type { Operator } from './operator.js';

/**
 * The shape of what an operator makes of inputs of these shapes.
 *
 * @throws RangeError if the inputs do not fit it, or each other
 */
export function outputShape(op: Operator, inputs: readonly Shape[]): Shape {
  const [first = [], second = []] = inputs;
  const [c = 0, h = 0, w = 0] = first;
  const fit = (fits: boolean): void => {
    if (!fits) throw new RangeError(`${op.kind} does not fit ${inputs.map(shape => shape.join('x')).join(' and ')}`);
  };
  switch (op.kind) {
    case 'conv': {
      fit(first.length === 3 && c === op.inChannels);
      const size = (n: number): number => Math.floor((n + 2 * op.padding - op.kernel) / op.stride) + 1;
      return [op.outChannels, size(h), size(w)];
    }
    case 'batchNorm':
    case 'relu':
    case 'sigmoid':
    case 'softmaxChannels':
    case 'softmaxSpace':
      return first;
    case 'averagePool':
      fit(h % 2 === 0 && w % 2 === 0);
      return [c, h / 2, w / 2];
    case 'upsample':
      return [c, 2 * h, 2 * w];
    case 'resize':
      return [c, op.rows, op.columns];
    case 'resizeFlow':
      fit(first[2] === 2);
      return [op.rows, op.columns, 2];
    case 'concat':
      fit(h === second[1] && w === second[2]);
      return [c + second[0]!, h, w];
    case 'add':
      fit(same(first, second));
      return first;
    case 'multiply':
      fit(same([1, h, w], second));
      return first;
    case 'gridSample':
      fit(first.length === 3 && second.at(-1) === 2);
      return [...second.slice(0, -3), c, ...second.slice(-3, -1)];
    case 'expectedCoordinate':
      return [c, 2];
    case 'expectedJacobian':
      fit((second[0] === 4 * c || second[0] === 4) && same(first.slice(1), second.slice(1)));
      return [c, 2, 2];
    case 'shrink':
      fit(h % op.factor === 0 && w % op.factor === 0);
      return [c, h / op.factor, w / op.factor];
    case 'heatmaps':
      fit(same(first, second));
      return [c + 1, op.rows, op.columns];
    case 'sparseMotions':
      fit((inputs.length === 2 || inputs.length === 4) && same(first, second));
      return [c + 1, op.rows, op.columns, 2];
    case 'interleave':
      fit(c === second[0] && same([h, w], second.slice(2)));
      return [c * (1 + second[1]!), h, w];
    case 'combineMotions':
      fit(same([...first, 2], second));
      return [h, w, 2];
  }
}

const same = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, at) => size === b[at]);

import { expectWhole } from './expect-whole.js';

/** The size of each dimension, the last running fastest. */
export type Shape = readonly number[];

/**
 * A tensor of floats, the last dimension running fastest. There is no batch dimension: a picture or a feature map is
 * `[channels, rows, columns]`, the weights of a convolution `[out, in / groups, rows, columns]`, keypoints `[K, 2]` with
 * x before y, a flow `[rows, columns, 2]` with x before y.
 */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** How many elements a shape has. */
export const elements = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/**
 * A tensor over `data`, or of zeros.
 *
 * @throws RangeError if a size is no whole number from 0 on, or `data` has not just as many elements as the shape
 */
export function tensor(shape: Shape, data?: Float32Array): Tensor {
  for (const size of shape) expectWhole('a size of a tensor', size, 0);
  data ??= new Float32Array(elements(shape));
  if (data.length !== elements(shape))
    throw new RangeError(`a tensor of ${shape.join('x')} has ${elements(shape)} elements, not ${data.length}`);
  return { shape: [...shape], data };
}

import type { Shape } from '../../tensor/tensor.js';
import { type Emitter, type Unnamed, unnamed } from './emitter.js';
import { grid } from './grid.js';

/** Over all places of a map at once, as a row. */
export function softmaxSpace(x: string, [k = 0, h = 0, w = 0]: Shape, temperature: number, to: Emitter): Unnamed {
  const cooled = to.add('Div', [x, to.scalar(temperature)]);
  const rows = to.add('Reshape', [cooled, to.ints(1, k, h * w)]);
  return unnamed('Reshape', [to.add('Softmax', [rows], { axis: 2 }), to.ints(1, k, h, w)]);
}

/** `[k, hw]` by `[hw, 2]`. */
export function expectedCoordinate(maps: string, [k = 0, h = 0, w = 0]: Shape, to: Emitter): Unnamed {
  const rows = to.add('Reshape', [maps, to.ints(1, k, h * w)]);
  return unnamed('MatMul', [rows, grid(h, w, [h * w, 2], to)]);
}

/** Each of the k maps by its four, or by the four of all, and summed. */
export function expectedJacobian(
  [maps, matrices]: readonly [string, string],
  [[k = 0, h = 0, w = 0], [channels = 0]]: readonly [Shape, Shape],
  to: Emitter,
): Unnamed {
  const each = to.add('Reshape', [maps, to.ints(1, k, 1, h * w)]);
  const four = to.add('Reshape', [matrices, to.ints(1, channels / 4, 4, h * w)]);
  const sums = to.add('ReduceSum', [to.add('Mul', [each, four]), to.ints(3)], { keepdims: 0 });
  return unnamed('Reshape', [sums, to.ints(1, k, 2, 2)]);
}

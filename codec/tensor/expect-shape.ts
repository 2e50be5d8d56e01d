import type { Shape, Tensor } from './tensor.js';

/**
 * Gives the shape of a tensor that must have this one, where `undefined` is a size that may be any.
 *
 * @param what names the tensor in the error: "the weights"
 * @throws RangeError if the shape is another
 */
export function expectShape(what: string, { shape }: Tensor, expected: readonly (number | undefined)[]): Shape {
  if (shape.length === expected.length && shape.every((size, at) => size === (expected[at] ?? size))) return shape;
  // Not `map`, which skips what `Array(3)` leaves empty.
  const wanted = Array.from(expected, size => size ?? '?').join('x');
  throw new RangeError(`${what} must have the shape ${wanted}, not ${shape.join('x')}`);
}

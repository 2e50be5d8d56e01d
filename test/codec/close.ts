import * as assert from 'uvu/assert';
import type { Tensor } from '../../codec/tensor/tensor.js';

/** The largest difference between elements; infinite where shapes differ or something is no number. */
export function distance(a: Tensor, b: Tensor): number {
  if (a.shape.join() !== b.shape.join()) return Infinity;
  let largest = 0;
  a.data.forEach((x, i) => {
    const d = Math.abs(x - b.data[i]!);
    largest = Number.isNaN(d) ? Infinity : Math.max(largest, d);
  });
  return largest;
}

/** Fails unless all elements agree to `tolerance`. */
export function assertClose(actual: Tensor, expected: Tensor, tolerance: number, what: string): void {
  assert.is(actual.shape.join('x'), expected.shape.join('x'), `shape of ${what}`);
  const d = distance(actual, expected);
  assert.ok(d <= tolerance, `${what} differs by ${d}`);
}

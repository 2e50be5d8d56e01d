import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import '../../../dsl/name/register.js';

/** Kernels as they are called from TypeScript. Their files are loaded as a user's are. */
const native = suite('kernels, called');
const { clamp, dot9, fir, hist, passed, two, wide } = await import('./kernels/first.js');

native('a sum of products, with the lengths from its indices', () => {
  assert.is(dot9([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 1, 1, 1, 1, 1, 1, -1]), 27);
  assert.is(dot9(new Int8Array(9).fill(-128), new Int8Array(9).fill(-128)), 9 * 128 * 128);
});

native('lengths from the kernels that arrays are passed on to', () => {
  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.is(passed([1, 2, 3], [nine, nine]), 10 + 285);
});

native('constants of a function around, and a length by them', () => {
  assert.is(fir([1, 2, 3])([1, 1, 5]), 18);
  assert.is(fir([-1])([7]), -7);
});

native('conditions bound what is behind them', () => {
  assert.equal(
    [300, -5, 77].map(x => clamp(x)),
    [255, 0, 77],
  );
});

native('an array that is written at an index which varies', () => {
  const expected = Array.from({ length: 16 }, (_, i) => (i < 2 ? 15 : i < 7 ? 14 : 0));
  assert.equal(hist(Array.from({ length: 100 }, (_, i) => i % 7)), expected);
});

native('64 bits, and another kernel within', () => {
  assert.is(wide(5n, -7n), -34n);
  assert.is(wide(-(2n ** 63n), 2 ** 52), -128n);
  assert.is(two([1, 2, 3, 4, 5, 6, 7, 8, 9], [100, 1, 1, 1, 1, 1, 1, 1, 1]), 1);
});

native.run();

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dequantizeKeypoints, quantizeKeypoints } from '../../../../codec/bitstream/keypoints/quantizer.js';
import { CodecError } from '../../../../codec/error.js';
import { tensor } from '../../../../codec/tensor/tensor.js';

const refused = (call: () => unknown, pattern: RegExp): void =>
  assert.throws(
    call,
    (error: unknown) => error instanceof CodecError && pattern.test(error.message) && error.help !== '',
  );

test('keypoints come back to within half a step, and then exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 65535 }),
      fc.integer({ min: 1, max: 65535 }),
      fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: 18, maxLength: 18 }),
      (steps, jacobianSteps, numbers) => {
        const format = { count: 3, steps, jacobianSteps };
        const given = {
          keypoints: tensor([3, 2], Float32Array.from(numbers.slice(0, 6))),
          jacobians: tensor([3, 2, 2], Float32Array.from(numbers.slice(6))),
        };
        const values = quantizeKeypoints(format, given);
        const decoded = dequantizeKeypoints(format, values);
        const near = (a: Float32Array, b: Float32Array, step: number): void =>
          a.forEach((v, i) => {
            assert.ok(Math.abs(v - b[i]!) <= 0.5 * step + 1e-6, `${v} became ${b[i]}`);
          });
        near(given.keypoints.data, decoded.keypoints.data, 1 / steps);
        near(given.jacobians.data, decoded.jacobians!.data, 1 / jacobianSteps);
        assert.equal(quantizeKeypoints(format, decoded), values);
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});

test('numbers stand keypoint by keypoint, and halves go up', () => {
  const format = { count: 2, steps: 2, jacobianSteps: 1 };
  const keypoints = tensor([2, 2], Float32Array.from([0.25, -0.25, 0.75, 1]));
  const jacobians = tensor([2, 2, 2], Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]));
  assert.equal([...quantizeKeypoints(format, { keypoints, jacobians })], [1, 0, 1, 2, 3, 4, 2, 2, 5, 6, 7, 8]);
});

test('what cannot be quantized is refused', () => {
  const format = { count: 1, steps: 256 };
  const at = (x: number) => ({ keypoints: tensor([1, 2], Float32Array.from([x, 0])) });
  assert.is(quantizeKeypoints(format, at(4096))[0], 2 ** 20);
  assert.is(quantizeKeypoints(format, at(-4096))[0], -(2 ** 20));
  for (const x of [4096.01, -4096.01, Infinity, -Infinity, NaN, 1e30])
    refused(() => quantizeKeypoints(format, at(x)), /keypoint 0 has a number/);
  refused(() => quantizeKeypoints({ count: 2, steps: 256 }, at(0)), /keypoints of shape 1x2, not 2x2/);
  refused(
    () => quantizeKeypoints({ ...format, jacobianSteps: 256 }, at(0)),
    /Jacobians of a frame are missing, not 1x2x2/,
  );
  refused(() => quantizeKeypoints({ count: 1, steps: 0 }, at(0)), /steps in a format of keypoints is 0/);
  refused(() => dequantizeKeypoints({ count: 1, steps: NaN }, Int32Array.of(1, 2)), /steps in a format/);
  refused(() => dequantizeKeypoints(format, Int32Array.of(1)), /frame of 1 numbers in a format of 2/);
  refused(() => quantizeKeypoints(format, { ...at(0), jacobians: tensor([1, 2, 2]) }), /have Jacobians/);
});

test.run();

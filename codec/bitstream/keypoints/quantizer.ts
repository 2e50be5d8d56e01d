import { CodecError } from '../../error.js';
import type { Keypoints } from '../../tensor/keypoints.js';
import { elements, type Tensor, tensor } from '../../tensor/tensor.js';
import { limits } from '../limits.js';
import { checkFormat, checkValues, type KeypointFormat, numbersPerKeypoint } from './format.js';

/**
 * The whole numbers of steps nearest to keypoints, half a step upwards: `floor(v * steps + 0.5)` in double precision, keypoint
 * by keypoint as x, y and the Jacobian by rows. From here on everything is integers, until `dequantizeKeypoints`.
 *
 * @throws CodecError if a field of the format is out of its bounds, they have another shape, or a number is NaN or beyond
 * 2^20 steps
 */
export function quantizeKeypoints(format: KeypointFormat, given: Keypoints): Int32Array {
  checkFormat(format);
  const { count, steps, jacobianSteps } = format;
  const stride = numbersPerKeypoint(format);
  const values = new Int32Array(count * stride);
  checkShape(given.keypoints, 'keypoints', [count, 2]);
  if (jacobianSteps !== undefined) checkShape(given.jacobians, 'Jacobians', [count, 2, 2]);
  else if (given.jacobians)
    throw new CodecError('keypoints have Jacobians, and their format has none', 'give the format `jacobianSteps`');
  for (let keypoint = 0; keypoint < count; keypoint++) {
    for (let i = 0; i < 2; i++)
      values[keypoint * stride + i] = quantize(given.keypoints.data[keypoint * 2 + i]!, steps, keypoint);
    for (let i = 2; i < stride; i++)
      values[keypoint * stride + i] = quantize(given.jacobians!.data[keypoint * 4 + i - 2]!, jacobianSteps!, keypoint);
  }
  return values;
}

/**
 * The keypoints of quantized numbers: each divided by its steps, as the nearest float. The decoder sees no other.
 *
 * @throws CodecError if a field of the format is out of its bounds, or there are more numbers or fewer than it has
 */
export function dequantizeKeypoints(format: KeypointFormat, values: Int32Array): Keypoints {
  checkFormat(format);
  checkValues(format, values);
  const { count, steps, jacobianSteps } = format;
  const stride = numbersPerKeypoint(format);
  const keypoints = tensor([count, 2]);
  for (let i = 0; i < count * 2; i++) keypoints.data[i] = values[(i >> 1) * stride + (i & 1)]! / steps;
  if (jacobianSteps === undefined) return { keypoints };
  const jacobians = tensor([count, 2, 2]);
  for (let i = 0; i < count * 4; i++) jacobians.data[i] = values[(i >> 2) * stride + 2 + (i & 3)]! / jacobianSteps;
  return { keypoints, jacobians };
}

function quantize(value: number, steps: number, keypoint: number): number {
  const quantized = Math.floor(value * steps + 0.5);
  if (!(Math.abs(quantized) <= limits.value))
    throw new CodecError(
      `keypoint ${keypoint} has a number, ${value}, beyond the ${limits.value} steps of 1/${steps} that can be coded`,
      'a network that gives such keypoints is damaged, or not trained; larger steps reach further',
    );
  return quantized;
}

function checkShape(given: Tensor | undefined, what: string, shape: readonly number[]): void {
  const right = given && given.shape.join() === shape.join() && given.data.length === elements(shape);
  if (!right)
    throw new CodecError(
      `${what} of ${given ? `shape ${given.shape.join('x')}` : 'a frame are missing'}, not ${shape.join('x')}`,
      'the network and the format of the stream must have the same number of keypoints, with or without Jacobians',
    );
}

import { CodecError } from '../../error.js';
import { limits } from '../limits.js';
import { checkRules, positive, type Rule } from '../rule.js';

/** How the keypoints of a frame are quantized. */
export interface KeypointFormat {
  /** How many keypoints a frame has, K: 1 .. 64. */
  readonly count: number;
  /** Steps from 0 to 1, 1 .. 65535: a coordinate is a whole number of `1 / steps`. */
  readonly steps: number;
  /** The same for the elements of Jacobians; a format without has no Jacobians. */
  readonly jacobianSteps?: number;
}

/** Steps from 0 to 1 that lose less than 0.1 dB: each is an eighth of a pixel at 64 pixels, half a one at 256. */
export const defaultSteps = 256;

/** Numbers of a keypoint: x, y and the Jacobian by rows. */
export const numbersPerKeypoint = (format: KeypointFormat): number => (format.jacobianSteps === undefined ? 2 : 6);

/** The bounds of a format, whose fields errors call by their names behind `prefix`. */
export const formatRules = ({ count, steps, jacobianSteps }: KeypointFormat, prefix = ''): Rule[] => [
  positive(`${prefix}count`, count, limits.keypoints),
  positive(`${prefix}steps`, steps, limits.steps),
  ...(jacobianSteps === undefined ? [] : [positive(`${prefix}jacobianSteps`, jacobianSteps, limits.steps)]),
];

/** @throws CodecError if a field is out of its bounds */
export const checkFormat = (format: KeypointFormat): void => checkRules(formatRules(format), 'a format of keypoints');

/** @throws CodecError unless there are as many numbers as a frame of this format has */
export function checkValues(format: KeypointFormat, { length }: Int32Array): void {
  const wanted = format.count * numbersPerKeypoint(format);
  if (length !== wanted)
    throw new CodecError(
      `a frame of ${length} numbers in a format of ${wanted}`,
      'give what `quantizeKeypoints` has made with the same format',
    );
}

import type { IntegerNetwork } from '../../../codec/integer/network.js';
import { planesToPicture } from '../../../codec/integer/predictor.js';
import type { Keypoints } from '../../../codec/tensor/keypoints.js';
import { tensor } from '../../../codec/tensor/tensor.js';
import type { Picture } from '../../../codec/video/picture.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';
import { randomTensor } from '../integer/arbitrary.js';

/** Keypoints as a stream gives them, some of them outside of the picture. */
export function keypointsFor({ frame }: IntegerNetwork, seed: number): Keypoints {
  const next = numbers(seed);
  const count = frame.inputs.sourceKeypoints!.shape[0]!;
  const points = Float32Array.from({ length: 2 * count }, () => next(-1100, 1100) / 1000);
  const matrices = Float32Array.from(
    { length: 4 * count },
    (_, i) => (i % 4 === 0 || i % 4 === 3 ? 1 : 0) + next(-400, 400) / 1000,
  );
  return {
    keypoints: tensor([count, 2], points),
    ...(frame.inputs.jacobians && { jacobians: tensor([count, 2, 2], matrices) }),
  };
}

export const pictureFor = ({ source }: IntegerNetwork, seed: number): Picture =>
  planesToPicture(randomTensor(source.inputs.picture!.shape, 'u8', seed));

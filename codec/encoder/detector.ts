import { predictor } from '../float/predictor.js';
import type { Network } from '../networks/load.js';
import type { Keypoints } from '../tensor/keypoints.js';
import { type Picture, pictureToTensor } from '../video/picture.js';

/** Finds the keypoints of a picture. */
export type Detect = (picture: Picture) => Keypoints | Promise<Keypoints>;

/** By the network's own detector, in plain floats. */
export function floatDetector({ config, weights }: Pick<Network, 'config' | 'weights'>): Detect {
  const { detect } = predictor(config, weights);
  return picture => detect(pictureToTensor(picture));
}

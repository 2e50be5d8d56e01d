import { CodecError } from '../../error.js';
import { predictor } from '../../float/predictor.js';
import type { NetworkConfig } from '../../network/config.js';
import type { Keypoints } from '../../tensor/keypoints.js';
import { type Picture, pictureToTensor } from '../../video/picture.js';
import type { Weights } from '../../weights/weights.js';
import type { Clip } from './clips.js';

/** A clip with the keypoints that the network's detector, which stays in floats, finds in its pictures. */
export interface Scene {
  readonly source: Picture;
  readonly keypoints: Keypoints;
  readonly frames: readonly { readonly driving: Picture; readonly keypoints: Keypoints }[];
}

/**
 * The keypoints of clips.
 *
 * @throws CodecError if there are no frames, a picture is of another size than the network's, or the weights lack the detector
 */
export function scenesOf(config: NetworkConfig, weights: Weights, clips: readonly Clip[]): Scene[] {
  if (!clips.some(({ driving }) => driving.length > 0))
    throw new CodecError('there are no clips to look at', 'give one clip at least, of two pictures or more');
  const { detect } = predictor(config, weights);
  const find = (of: Picture): Keypoints => {
    if (of.width !== config.size || of.height !== config.size)
      throw new CodecError(
        `a picture of ${of.width}x${of.height}, and the network is for ${config.size}x${config.size}`,
        'give clips of its size',
      );
    return detect(pictureToTensor(of));
  };
  return clips.map(({ source, driving }) => ({
    source,
    keypoints: find(source),
    frames: driving.map(frame => ({ driving: frame, keypoints: find(frame) })),
  }));
}

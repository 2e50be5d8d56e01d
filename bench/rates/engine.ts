import type { Predictor } from '../../codec/float/predictor.js';
import type { IntegerNetwork } from '../../codec/integer/network.js';
import { integerPredictor, planesToPicture } from '../../codec/integer/predictor.js';
import type { IntegerTensors } from '../../codec/integer/run.js';
import type { Keypoints } from '../../codec/tensor/keypoints.js';
import { type Picture, pictureToTensor, tensorToPicture } from '../../codec/video/picture.js';

/** Makes frames from a source picture as the decoder has it. */
export interface Engine {
  source(picture: Picture, keypoints: Keypoints): void;
  frame(keypoints: Keypoints): Picture;
}

export function floatEngine({ source, frame }: Predictor): Engine {
  let from: { readonly features: ReturnType<Predictor['source']>; readonly keypoints: Keypoints };
  return {
    source: (picture, keypoints) => {
      from = { features: source(pictureToTensor(picture)), keypoints };
    },
    frame: keypoints => tensorToPicture(frame(from.features, from.keypoints, keypoints).prediction),
  };
}

export function integerEngine(network: IntegerNetwork): Engine {
  const { source, frame } = integerPredictor(network);
  let from: { readonly features: IntegerTensors; readonly keypoints: Keypoints };
  return {
    source: (picture, keypoints) => {
      from = { features: source(picture), keypoints };
    },
    frame: keypoints => planesToPicture(frame(from.features, from.keypoints, keypoints).prediction!),
  };
}

import type { FusedNetwork } from '../../fuse/graph.js';
import { fusedPredictor } from '../../fuse/predictor.js';
import type { IntegerNetwork } from '../../integer/network.js';
import { integerPredictor, planesToPicture } from '../../integer/predictor.js';
import { type Quality, qualityMeter } from '../../quality/meter.js';
import { type Picture, pictureToTensor, tensorToPicture } from '../../video/picture.js';
import type { Scene } from '../calibration/scenes.js';

/** What a decoder makes of scenes, picture by picture. */
export type Predictions = readonly (readonly Picture[])[];

/** Frames as the decoder predicts them in floats. */
export function predictFloat(
  fused: FusedNetwork,
  scenes: readonly Scene[],
  progress: (done: number, of: number) => void = () => {},
): Predictions {
  const { source, frame } = fusedPredictor(fused);
  const all = scenes.reduce((sum, { frames }) => sum + frames.length, 0);
  let done = 0;
  return scenes.map(scene => {
    const features = source(pictureToTensor(scene.source));
    return scene.frames.map(({ keypoints }) => {
      const { prediction } = frame(features, scene.keypoints, keypoints);
      progress(++done, all);
      return tensorToPicture(prediction);
    });
  });
}

/** Frames as the quantized decoder predicts them. */
export function predictInteger(network: IntegerNetwork, scenes: readonly Scene[]): Predictions {
  const { source, frame } = integerPredictor(network);
  return scenes.map(scene => {
    const features = source(scene.source);
    return scene.frames.map(({ keypoints }) =>
      planesToPicture(frame(features, scene.keypoints, keypoints).prediction!),
    );
  });
}

/** How near predictions are to other pictures of the same frames. */
export function compare(references: Predictions, predictions: Predictions): Quality {
  const meter = qualityMeter();
  references.forEach((pictures, scene) => {
    pictures.forEach((reference, at) => {
      meter.add(reference, predictions[scene]![at]!);
    });
  });
  return meter.quality();
}

/** The pictures that predictions are of. */
export const drivingOf = (scenes: readonly Scene[]): Predictions =>
  scenes.map(({ frames }) => frames.map(({ driving }) => driving));

import { frameInputs, type PredictedFrame, type SourceFeatures } from '../network/graph.js';
import type { Keypoints } from '../tensor/keypoints.js';
import type { Tensor } from '../tensor/tensor.js';
import type { FusedNetwork } from './graph.js';
import { type FusedRunOptions, runFused } from './run.js';

/** A fused decoder at work, in floats. Pictures are `[3, size, size]`; the moved source pictures are within a layer. */
export interface FusedPredictor {
  source(picture: Tensor): SourceFeatures;
  frame(
    source: SourceFeatures,
    sourceKeypoints: Keypoints,
    drivingKeypoints: Keypoints,
  ): Omit<PredictedFrame, 'sparseDeformed'>;
}

export const fusedPredictor = ({ source, frame }: FusedNetwork, options: FusedRunOptions = {}): FusedPredictor => ({
  source: picture => runFused(source, { picture }, options) as unknown as SourceFeatures,
  frame: (features, from, to) => runFused(frame, frameInputs(features, from, to), options) as unknown as PredictedFrame,
});

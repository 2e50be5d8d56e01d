import type { Keypoints } from '../tensor/keypoints.js';
import type { Tensor } from '../tensor/tensor.js';
import type { FusedNetwork } from './graph.js';
import { type FusedRunOptions, runFused } from './run.js';

type Outputs = Readonly<Record<string, Tensor>>;

/** A fused decoder at work, in floats: its source and its frame graph with what they need. Pictures are `[3, size, size]`. */
export interface FusedPredictor {
  source(picture: Tensor): Outputs;
  frame(source: Outputs, sourceKeypoints: Keypoints, drivingKeypoints: Keypoints): Outputs;
}

export const fusedPredictor = ({ source, frame }: FusedNetwork, options: FusedRunOptions = {}): FusedPredictor => ({
  source: picture => runFused(source, { picture }, options),
  frame: (of, from, to) =>
    runFused(
      frame,
      {
        ...of,
        sourceKeypoints: from.keypoints,
        drivingKeypoints: to.keypoints,
        ...(from.jacobians && { sourceJacobians: from.jacobians }),
        ...(to.jacobians && { drivingJacobians: to.jacobians }),
      },
      options,
    ),
});

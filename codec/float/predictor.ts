import type { NetworkConfig } from '../network/config.js';
import { frameInputs, type PredictedFrame, type SourceFeatures } from '../network/graph.js';
import { networkGraphs } from '../network/graphs.js';
import type { Keypoints } from '../tensor/keypoints.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { type RunOptions, runGraph } from './run-graph.js';

/** A network with its weights, in plain floats. Pictures are `[3, size, size]`, 0..1. */
export interface Predictor {
  detect(picture: Tensor): Keypoints;
  source(picture: Tensor): SourceFeatures;
  frame(source: SourceFeatures, sourceKeypoints: Keypoints, drivingKeypoints: Keypoints): PredictedFrame;
}

/**
 * The float reference of a whole network.
 *
 * ```ts
 * const { detect, source, frame } = predictor(config, weights);
 * const of = source(first);
 * const { prediction } = frame(of, detect(first), detect(other));
 * ```
 *
 * Its functions throw RangeError for a picture or keypoints of another shape, and CodecError where the weights do not
 * fit the configuration; a decoder's weights may lack the detector.
 *
 * @param options `observe` sees the value of every step of every graph; names of steps differ between graphs, too
 */
export function predictor(config: NetworkConfig, weights: Weights, options: RunOptions = {}): Predictor {
  const graphs = networkGraphs(config);
  return {
    detect: picture => runGraph(graphs.detector, weights, { picture }, options),
    source: picture => runGraph(graphs.source, weights, { picture }, options),
    frame: (features, source, driving) =>
      runGraph(graphs.frame, weights, frameInputs(features, source, driving), options),
  };
}

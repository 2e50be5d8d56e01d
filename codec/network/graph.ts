import type { Keypoints } from '../tensor/keypoints.js';
import type { Shape, Tensor } from '../tensor/tensor.js';
import type { Operator } from './operator.js';

/**
 * One operator at work. The value that it makes bears its name, so `inputs` are names of earlier steps or of inputs of
 * the graph. A step with parameters is named after its module in a checkpoint, `generator.bottleneck.r0.conv1`.
 */
export interface Step {
  readonly name: string;
  readonly op: Operator;
  /** In the order that the operator states. */
  readonly inputs: readonly string[];
  /** Of the value that it makes. */
  readonly shape: Shape;
}

/**
 * A part of a network as a flat list of steps, each after those that it reads. Nothing here depends on the weights.
 *
 * `Inputs` and `Outputs` are what it takes and gives when it runs, a tensor for each name.
 */
export interface Graph<Inputs extends object = AnyTensors, Outputs extends object = AnyTensors> {
  readonly name: 'detector' | 'source' | 'frame';
  /** The shape of each input; its key is its name. */
  readonly inputs: { readonly [Name in keyof Inputs]: Shape };
  /** Which step makes each output; it may be an input that is passed on. */
  readonly outputs: { readonly [Name in keyof Outputs]: string };
  readonly steps: readonly Step[];
}

interface AnyTensors {
  readonly [name: string]: Tensor;
}

/** Finds keypoints in a picture `[3, size, size]`, 0..1; encoder only. */
export type DetectorGraph = Graph<{ readonly picture: Tensor }, Keypoints>;

/** What a source picture contributes to all frames that are made from it; runs once for each group of pictures. */
export type SourceGraph = Graph<{ readonly picture: Tensor }, SourceFeatures>;

/** Makes a frame of the source and of where its keypoints have gone. */
export type FrameGraph = Graph<FrameInputs, PredictedFrame>;

/** What is kept of a source picture while frames are made from it. */
export interface SourceFeatures {
  /** `[channels, h, w]` */
  readonly features: Tensor;
  /** `[3, h', w']` */
  readonly smallSource: Tensor;
}

/** Jacobians are there when the configuration has them. */
export interface FrameInputs extends SourceFeatures {
  /** `[K, 2]` */
  readonly sourceKeypoints: Tensor;
  readonly drivingKeypoints: Tensor;
  /** `[K, 2, 2]` */
  readonly sourceJacobians?: Tensor;
  readonly drivingJacobians?: Tensor;
}

/** Where the keypoints were, and where they have gone, as inputs of a `FrameGraph`. */
export const frameInputs = (of: SourceFeatures, source: Keypoints, driving: Keypoints): FrameInputs => ({
  features: of.features,
  smallSource: of.smallSource,
  sourceKeypoints: source.keypoints,
  drivingKeypoints: driving.keypoints,
  ...(source.jacobians && { sourceJacobians: source.jacobians }),
  ...(driving.jacobians && { drivingJacobians: driving.jacobians }),
});

/** A frame, and what the network thought on the way to it. */
export interface PredictedFrame {
  /** `[3, size, size]`, 0..1. */
  readonly prediction: Tensor;
  /** `[K + 1, h', w']`: how much each motion counts; the background's first, at each place they sum to 1. */
  readonly mask: Tensor;
  /** `[1, h', w']`: 0 where the source shows nothing of what is seen now, otherwise 1. */
  readonly occlusion: Tensor;
  /** `[h', w', 2]`: where in the source each sample lies, x before y, -1..1. */
  readonly deformation: Tensor;
  /** `[K + 1, 3, h', w']`: the small source moved by each motion. */
  readonly sparseDeformed: Tensor;
}

/** The three graphs of a network. */
export interface NetworkGraphs {
  readonly detector: DetectorGraph;
  readonly source: SourceGraph;
  readonly frame: FrameGraph;
}

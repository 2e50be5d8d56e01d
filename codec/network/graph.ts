import type { Shape } from '../tensor/tensor.js';
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
 * `Inputs` and `Outputs` are objects with a field for each, so that running a graph is typed: see `DetectorGraph`.
 */
export interface Graph<Inputs extends Names = Names, Outputs extends Names = Names> {
  readonly name: 'detector' | 'source' | 'frame';
  /** The shape of each input; its key is its name. */
  readonly inputs: { readonly [Name in keyof Inputs]: Shape };
  /** Which step makes each output; it may be an input that is passed on. */
  readonly outputs: { readonly [Name in keyof Outputs]: string };
  readonly steps: readonly Step[];
}

/** Names of values; a type and not an interface, so that one with fewer names may stand for it. */
export type Names = { readonly [name: string]: unknown };

/** Finds keypoints in a picture; encoder only. `jacobians` is there when the configuration has them. */
export type DetectorGraph = Graph<{ picture: 0 }, { keypoints: 0; jacobians?: 0 }>;

/** What a source picture contributes to all frames that are made from it; runs once for each group of pictures. */
export type SourceGraph = Graph<{ picture: 0 }, { features: 0; smallSource: 0 }>;

/**
 * Makes a frame of the source and of where its keypoints have gone: features `[C, H, W]` and small source of
 * `SourceGraph`, keypoints `[K, 2]` and, when the configuration has them, Jacobians `[K, 2, 2]`. Its outputs:
 *
 * | name | shape | |
 * |---|---|---|
 * | `prediction` | `[3, size, size]` | the frame, 0..1 |
 * | `mask` | `[K + 1, h, w]` | how much each motion counts; background first, sums to 1 |
 * | `occlusion` | `[1, h, w]` | 0 where the source shows nothing of what is seen now |
 * | `deformation` | `[h, w, 2]` | where in the source each sample lies, x before y, -1..1 |
 * | `sparseDeformed` | `[K + 1, 3, h, w]` | the small source moved by each motion |
 */
export type FrameGraph = Graph<
  { features: 0; smallSource: 0; sourceKeypoints: 0; drivingKeypoints: 0; sourceJacobians?: 0; drivingJacobians?: 0 },
  { prediction: 0; mask: 0; occlusion: 0; deformation: 0; sparseDeformed: 0 }
>;

/** The three graphs of a network. */
export interface NetworkGraphs {
  readonly detector: DetectorGraph;
  readonly source: SourceGraph;
  readonly frame: FrameGraph;
}

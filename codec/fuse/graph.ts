import type { Shape, Tensor } from '../tensor/tensor.js';

/**
 * A graph of a decoder as passes of hardware, in floats: what stood between two convolutions has gone into one of them. The
 * layers are those of `IntegerGraph`, of real numbers instead of whole ones, so that quantization goes layer by layer.
 */
export interface FusedGraph {
  readonly name: 'source' | 'frame';
  readonly inputs: Readonly<Record<string, Shape>>;
  /** Which tensor each output is: a layer's, or an input that is passed on. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Each after those whose tensors it reads. */
  readonly layers: readonly FusedLayer[];
}

/** The graphs of a decoder. */
export interface FusedNetwork {
  readonly source: FusedGraph;
  readonly frame: FusedGraph;
}

interface LayerBase {
  /** Of the tensor that it makes: the step that begins it, for a convolution its module in a checkpoint. */
  readonly name: string;
  readonly shape: Shape;
  /** The last step of the plain graph that it holds: whose value it makes. */
  readonly step: string;
}

export type FusedLayer = FusedShrink | FusedConv | FusedMotion | FusedSoftmax | FusedFlow | FusedSample;

/** A picture made smaller behind a Gaussian, `[c, 1, k, k]`. */
export interface FusedShrink extends LayerBase {
  readonly kind: 'shrink';
  readonly input: string;
  readonly gaussian: Tensor;
  readonly factor: number;
  readonly style: 'decimate' | 'bilinear';
}

/** A convolution of size-keeping padding with what is done on load, and what becomes of its sums. */
export interface FusedConv extends LayerBase {
  readonly kind: 'conv';
  /** Their channels follow each other. */
  readonly inputs: readonly string[];
  readonly kernel: number;
  /** Twice the size, on load. */
  readonly upsample: 'none' | 'nearest' | 'bilinear';
  /** On load `max(0, x * gain + offset)`, each `[in]`: a normalisation that cannot go into a convolution. */
  readonly affine?: { readonly gain: Tensor; readonly offset: Tensor };
  /** `[out, in, kernel, kernel]`, with the normalisation behind it. */
  readonly weights: Tensor;
  /** `[out]` */
  readonly bias: Tensor;
  readonly epilogue: FusedEpilogue;
}

export type FusedEpilogue =
  | { readonly kind: 'none' | 'relu' | 'sigmoid' }
  /** ReLU, and means of 2x2. */
  | { readonly kind: 'pool' }
  /** A tensor of the same shape is added. */
  | { readonly kind: 'add'; readonly input: string };

/** The names of the inputs that say how keypoints moved. */
export interface MotionInputs {
  readonly sourceKeypoints: string;
  readonly drivingKeypoints: string;
  readonly jacobians?: { readonly source: string; readonly driving: string };
}

/** For the background and each keypoint its heatmap and the small source moved by its motion. */
export interface FusedMotion extends LayerBase, MotionInputs {
  readonly kind: 'motion';
  readonly input: string;
  readonly variance: number;
}

/** Over channels. */
export interface FusedSoftmax extends LayerBase {
  readonly kind: 'softmax';
  readonly input: string;
}

/** How far each place looks away from itself, in pixels: `[2, h, w]`, x before y, the sum of each motion's share times its shift. */
export interface FusedFlow extends LayerBase, MotionInputs {
  readonly kind: 'flow';
  readonly input: string;
}

/** Features where the flow says, zeros outside, times the occlusion. */
export interface FusedSample extends LayerBase {
  readonly kind: 'sample';
  readonly input: string;
  readonly flow: string;
  readonly occlusion: string;
}

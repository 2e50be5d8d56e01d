import type { NetworkConfig } from '../network/config.js';
import type { Format } from './tensor.js';

/**
 * A decoder in whole numbers, which is what hardware computes, bit for bit. Every layer is one pass of hardware: it
 * reads tensors, does something with each number on the way in, computes, does something with each result, and writes a
 * tensor, which bears the name of the layer. `docs/codec/integers.md` defines what each of them computes.
 */
export interface IntegerNetwork {
  readonly config: NetworkConfig;
  /** The `networkHash` of the float network that it was made from, by which streams name it. */
  readonly hash: string;
  /** Once for each source picture: `picture` (bytes) -> `features`, `smallSource`. */
  readonly source: IntegerGraph;
  /** For each frame: `features`, `smallSource`, `sourceKeypoints`, `drivingKeypoints` -> `prediction` and the maps. */
  readonly frame: IntegerGraph;
}

export interface IntegerGraph {
  readonly name: 'source' | 'frame';
  readonly inputs: Readonly<Record<string, Value>>;
  /** Which tensor each output is: a layer's, or an input that is passed on. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Each after those whose tensors it reads. */
  readonly layers: readonly IntegerLayer[];
}

/** A tensor as it is declared. */
export interface Value {
  readonly shape: readonly number[];
  readonly format: Format;
}

/** What all layers have: the name and the shape of what comes out, and what its numbers mean. */
interface LayerBase extends Value {
  readonly name: string;
}

export type IntegerLayer =
  | PictureLayer
  | ShrinkLayer
  | ConvLayer
  | MotionLayer
  | SoftmaxLayer
  | FlowLayer
  | SampleLayer;

/** Bytes of a picture `[3, h, w]` to activations in steps of 1/127. */
export interface PictureLayer extends LayerBase {
  readonly kind: 'picture';
  readonly input: string;
}

/** A Gaussian along columns and rows, zeros around; then every `factor`-th sample, or bilinear with align_corners. */
export interface ShrinkLayer extends LayerBase {
  readonly kind: 'shrink';
  readonly input: string;
  /** In 32768ths, their sum 32768; an odd number of them. */
  readonly taps: readonly number[];
  readonly factor: number;
  readonly style: 'decimate' | 'bilinear';
}

/**
 * A convolution of INT8: on load the inputs' channels follow each other (concatenation is addressing), are doubled in size,
 * or pass a normalisation with ReLU; sums of 32 bits are rescaled channel by channel, and pass the epilogue.
 *
 * Nearest doubling never makes the larger map: it is four convolutions of the smaller one, the phases, each of which writes
 * every second row and column (`conv/phase.ts`). They have weights, biases and scales of their own.
 */
export interface ConvLayer extends LayerBase {
  readonly kind: 'conv';
  /** i8, of one height and width; their steps may differ, since the weights can hold the ratio. */
  readonly inputs: readonly string[];
  /** Rows and columns of the kernel: odd. Zeros around keep the size, but for the stride. */
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Twice the size: `bilinear` on load; `nearest` by phases, with a stride of 1 and an epilogue that looks at no neighbour. */
  readonly upsample: 'none' | 'nearest' | 'bilinear';
  /** On load, for each input channel: `sat(max(0, round((x * gain + offset) / 2^shift)))`. Not with `upsample`. */
  readonly affine?: ChannelAffine;
  /** `[out, in, kernel, kernel]`, -127 to 127; with `nearest` `[4, out, in, m, m]`, phase by phase, m = (kernel + 1) / 2. */
  readonly weights: Int8Array;
  /** `[out]`, with `nearest` `[4, out]`, in the step of the products. */
  readonly bias: Int32Array;
  /** `[out]`, with `nearest` `[4, out]`: the sum is multiplied by `gain / 2^(8 + shift)`. */
  readonly scale: ChannelScale;
  readonly epilogue: Epilogue;
}

export interface ChannelAffine {
  readonly gain: Int16Array;
  readonly offset: Int32Array;
  /** 0 to 31. */
  readonly shift: Uint8Array;
}

export interface ChannelScale {
  readonly gain: Uint16Array;
  /** 0 to 31. */
  readonly shift: Uint8Array;
}

/** What becomes of a rescaled sum. `scale` is what brings it into the steps that the epilogue states. */
export type Epilogue =
  /** Saturated to the layer's type, i8 or i16; `scale` in its step. */
  | { readonly kind: 'none' }
  /** The same, negative ones 0. */
  | { readonly kind: 'relu' }
  /** ReLU, and the average of 2x2: `scale` in quarters of the step. */
  | { readonly kind: 'pool' }
  /** A tensor of the same shape (i8) is added: `scale` in 4096ths of the step, `gain` the ratio of the steps times 4096. */
  | { readonly kind: 'add'; readonly input: string; readonly gain: number }
  /** Sigmoid, to a fraction, u8 or u16: `scale` in 4096ths. */
  | { readonly kind: 'sigmoid' }
  /** Sigmoid, to bytes of a picture (u8): `scale` in 4096ths. */
  | { readonly kind: 'picture' };

/**
 * What dense motion looks at: for the background and each keypoint its heatmap and the small source moved by its motion,
 * `[4 (K + 1), h, w]`, in steps of 1/127.
 */
export interface MotionLayer extends LayerBase {
  readonly kind: 'motion';
  /** The small source, i8. */
  readonly input: string;
  /** `[K, 2]`, 256ths of a pixel of the small source: see `keypointsToPixels`. */
  readonly sourceKeypoints: string;
  readonly drivingKeypoints: string;
  /** `[K, 2, 2]` of `J_s J_d^-1 - 1` in 4096ths (i32, within 16 bits), with Jacobians. */
  readonly jacobians?: string;
  /** How wide the Gaussians are: 8192 by their standard deviation in pixels, rounded. */
  readonly unit: number;
}

/** Logits to shares of each channel, u8 or u16: in 256ths or 65536ths. */
export interface SoftmaxLayer extends LayerBase {
  readonly kind: 'softmax';
  /** `[K + 1, h, w]`, i8 or i16, in units of log 2: its convolution's scale has the factor log2(e). */
  readonly input: string;
  /** Bits behind the point of the logits: 9 for i16, 1 to 9 for i8. */
  readonly fraction: number;
}

/**
 * The sum of each motion's share times its shift, `[2, h, w]` with x before y: how far each pixel looks away from
 * itself, in pixels.
 */
export interface FlowLayer extends LayerBase {
  readonly kind: 'flow';
  /** Shares, with the background first. */
  readonly input: string;
  readonly sourceKeypoints: string;
  readonly drivingKeypoints: string;
  readonly jacobians?: string;
  /** Bits behind the point of the result, 0 to 8: 8 where i16 holds it, which it does for maps up to 128 pixels wide. */
  readonly fraction: number;
}

/** Features where the flow says, times the occlusion: in the features' own format, i8. */
export interface SampleLayer extends LayerBase {
  readonly kind: 'sample';
  readonly input: string;
  readonly flow: string;
  /** Bits behind the point of the flow. */
  readonly fraction: number;
  /** u8 or u16. */
  readonly occlusion: string;
}

import type { AcceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import type { IntegerType } from '../integer/tensor.js';

/** A decoder for an accelerator: what software puts into memory, starts, and finds there afterwards. */
export interface CompiledNetwork {
  readonly accelerator: AcceleratorConfig;
  /** `IntegerNetwork.hash`. */
  readonly hash: string;
  /** Frames that one run of the frame program predicts, from one source picture. */
  readonly batch: number;
  /** What lies in the region of constants: weights, tables and taps. The accelerator only reads it. */
  readonly constants: Uint8Array;
  /** Bytes of the region in which both programs work. What a program does not write need not be there before, but inputs. */
  readonly workBytes: number;
  /** Once for each source picture: `picture` -> `features`, `smallSource`, which lie where the frame program reads them. */
  readonly source: CompiledGraph;
  /** For each frame, or batch of them: `features`, `smallSource`, `motions` -> `prediction` and others. */
  readonly frame: CompiledGraph;
}

/** A program of a compiled network, and where its tensors lie in the work region. */
export interface CompiledGraph {
  readonly name: 'source' | 'frame';
  /** With its header; lies anywhere in memory, at a multiple of 64 bytes. */
  readonly program: Uint8Array;
  /** Where software, or the source program, puts what the program reads: the graph's maps; `motions` in place of its keypoints. */
  readonly inputs: Readonly<Record<string, Place>>;
  /** Where the outputs of the graph are when the program has ended: those of them that are written to memory. */
  readonly outputs: Readonly<Record<string, Place>>;
  /** Where the tensor of each layer is written, by its name; others may lie there later. Masks, and logits of 8 bits, are never in memory. */
  readonly tensors: Readonly<Record<string, Place>>;
  /** What the program does, in this order. */
  readonly passes: readonly PassReport[];
  /** Of the whole program, by the cycle model. */
  readonly cycles: number;
}

/** A tensor in the work region, once for each frame of a batch, or once for all of them. */
export interface Place {
  readonly shape: readonly number[];
  readonly type: IntegerType;
  /** Bytes from the start of the work region. */
  readonly offset: number;
  /** Bytes that it takes, of one frame. */
  readonly bytes: number;
  /** From a frame of the batch to the next; 0 for what all have in common. */
  readonly imageStride: number;
  readonly layout: Layout;
}

/** How the numbers of a tensor lie in memory. */
export type Layout =
  /**
   * `[block][row][column][P bytes]`: channel c is number c mod P of block floor(c / P). Of 16 bits: the block has two words
   * for each pixel, of P / 2 numbers each. What stands in channels that the tensor does not have is anything.
   */
  | { readonly kind: 'blocks' }
  /**
   * Four pixels to a word, for maps of few channels that nothing but software reads: blocks of a map of four times the channels and
   * half the rows and columns. Channel c of pixel (y, x) is its channel (2 (y mod 2) + x mod 2) C + c at (y / 2, x / 2).
   */
  | { readonly kind: 'quads' }
  /**
   * `[row][column][channels]` numbers of 16 bits, of which the tensor's begin with number `first`, shifted left by `shift`.
   * So are the logits of masks, and flow (0, 1) with occlusion (2) beside each other.
   */
  | { readonly kind: 'pixels'; readonly channels: number; readonly first: number; readonly shift: number }
  /**
   * For the background and then each keypoint 32 bytes, 8 numbers of i32: the keypoint in the source (x, y) and in the driving
   * frame (x, y) in 256ths of a pixel, and the rows (x, y) of the Jacobian in 4096ths, 0 without. Those of the background
   * and of what is behind the last keypoint, to make the number whole, are 0. The shape is `[records, 8]`.
   */
  | { readonly kind: 'motions' };

/**
 * What bounds a pass: the part that is at work longest. `weights` is the bus that brings them, `memory` what all buses share;
 * `latency`: nothing is at work for half of the time.
 */
export type Bound = 'array' | 'weights' | 'epilogue' | 'memory' | 'map' | 'latency';

/** A pass of the program over memory: a convolution, two that share what they read, or a map. */
export interface PassReport {
  /** Of the layers that it carries out. */
  readonly layers: readonly string[];
  readonly kind: 'conv' | 'picture' | 'shrink' | 'bilinear' | 'motion' | 'masks' | 'warp';
  /** Of what it writes, for one frame. */
  readonly shape: readonly number[];
  /** Rows and columns of results, and frames, whose sums the array holds at a time; of `conv`. */
  readonly tile?: readonly [images: number, rows: number, columns: number];
  /** Products of numbers of the network, for all frames of the batch. */
  readonly products: number;
  /** From the end of the convolutions and maps of the passes before it to the end of its own, by the cycle model. */
  readonly cycles: number;
  /** Products by what the array could have done in these cycles. */
  readonly utilization: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly bound: Bound;
}

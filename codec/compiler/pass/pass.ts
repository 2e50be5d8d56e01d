import type { Buffer } from './buffer.js';

/** What a program does, one after the other: passes over memory, each of which writes a buffer. */
export type Pass = ConvPass | MapPass;

interface PassBase {
  /** Of the layers that it carries out. */
  readonly layers: readonly string[];
  readonly output: Buffer;
  /** Of what it writes. */
  readonly shape: readonly number[];
}

/** A map that the map unit makes, image by image and block by block. */
export interface MapPass extends PassBase {
  readonly kind: 'picture' | 'shrink' | 'bilinear' | 'motion' | 'masks' | 'warp';
  readonly source: Buffer;
  /** Rows and columns of the map that is read. */
  readonly size: readonly [rows: number, columns: number];
  /** Read beside it, from the work region: flow and occlusion of `warp`, motions. */
  readonly second?: Buffer;
  /** Read beside it, from the region of constants: the taps of `shrink`. */
  readonly constants?: Uint8Array;
  /** Fields of the instruction that are the same for each image and block. */
  readonly fields: Readonly<Record<string, number>>;
}

/** A convolution, or two that read the same. */
export interface ConvPass extends PassBase {
  readonly kind: 'conv';
  /** In memory their blocks follow each other, in the tile memory too. */
  readonly inputs: readonly ConvInput[];
  /** Rows and columns of the maps that it reads. */
  readonly size: readonly [rows: number, columns: number];
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** One, or those of the four quarters of a doubled map. */
  readonly phases: readonly ConvPhase[];
  readonly channels: number;
  readonly mode: 'none' | 'relu' | 'pool' | 'add' | 'sigmoid' | 'picture';
  /** Results of 16 bits. */
  readonly wide: boolean;
  /** Results of a pixel lie side by side, all channels of it: logits. */
  readonly pixels: boolean;
  readonly skip?: { readonly buffer: Buffer; readonly gain: number };
  /** Rows of the table of gains on load, 8 bytes for each channel of all blocks. */
  readonly table?: Uint8Array;
  /** Products of numbers of the network, for one image. */
  readonly products: number;
}

export interface ConvInput {
  readonly buffer: Buffer;
  readonly channels: number;
}

export interface ConvPhase {
  /** Rows and columns before the place of a result that its kernel begins. */
  readonly before: readonly [rows: number, columns: number];
  /** The weight for a channel of the result, one of all that are loaded, and a place in the kernel. */
  readonly weight: (output: number, input: number, row: number, column: number) => number;
  readonly bias: (output: number) => number;
  readonly gain: (output: number) => number;
  readonly shift: (output: number) => number;
}

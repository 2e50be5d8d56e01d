import type { Shape } from '../tensor/tensor.js';

/** What an attribute can be: an integer where a number is whole, unless it is given as `{ float }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** An operator of `ai.onnx` at work. */
export interface OnnxNode {
  readonly op: string;
  /** Names of values; an empty one stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A constant: floats, 64-bit or 32-bit integers. */
export interface OnnxConstant {
  readonly shape: Shape;
  readonly data: Float32Array | BigInt64Array | Int32Array;
}

/** A model whose inputs and outputs are floats. */
export interface OnnxModel {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly outputs: Readonly<Record<string, Shape>>;
  readonly constants: ReadonlyMap<string, OnnxConstant>;
  /** Constants whose data the model leaves out: each stands in a file of its name, which a runtime is given beside it. */
  readonly outside?: ReadonlySet<string>;
  /** Each after those that it reads. */
  readonly nodes: readonly OnnxNode[];
  /** Version of the operators of `ai.onnx`; 16, the first with GridSample, unless given. */
  readonly opset?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What a constant is in a file, without copying it: little-endian, as every machine is that runs this. */
export const bytesOf = ({ data }: Pick<OnnxConstant, 'data'>): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

import type { Shape } from '../tensor/tensor.js';
import { modelProto } from './schema.js';

/** What an attribute can be: an integer where a number is whole, unless it is given as `{ float }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

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
  /** Each after those that it reads. */
  readonly nodes: readonly OnnxNode[];
  /** Version of the operators of `ai.onnx`; 16, the first with GridSample, unless given. */
  readonly opset?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** `TensorProto.DataType` */
const float = 1;
const int32 = 6;
const int64 = 7;

/** `IR_VERSION` of ONNX 1.11, the release of opset 16. */
const irVersion = 8;

/** The bytes of an .onnx file: a `ModelProto` of protobuf, little-endian. */
export function encodeModel({ opset = 16, metadata = {}, ...model }: OnnxModel): Uint8Array {
  const graph = {
    name: model.name,
    node: model.nodes.map(({ op, inputs, outputs, name, attributes = {} }) => ({
      opType: op,
      input: inputs,
      output: outputs,
      name: name ?? outputs[0],
      attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attribute(value) })),
    })),
    initializer: [...model.constants].map(([name, constant]) => ({ name, ...tensorProto(constant) })),
    input: Object.entries(model.inputs).map(valueInfo),
    output: Object.entries(model.outputs).map(valueInfo),
  };
  const message = {
    irVersion,
    producerName: 'grace-hdl',
    graph,
    opsetImport: [{ domain: '', version: opset }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  };
  return modelProto.encode(message).finish();
}

/** With `AttributeProto.AttributeType`: float 1, int 2, string 3, floats 6, ints 7. */
function attribute(value: Attribute): object {
  if (typeof value === 'string') return { s: new TextEncoder().encode(value), type: 3 };
  if (typeof value === 'number') return Number.isInteger(value) ? { i: value, type: 2 } : { f: value, type: 1 };
  if ('float' in value) return { f: value.float, type: 1 };
  return value.every(Number.isInteger) ? { ints: value, type: 7 } : { floats: value, type: 6 };
}

const tensorProto = ({ shape, data }: OnnxConstant): object => ({
  dims: shape,
  dataType: data instanceof Float32Array ? float : data instanceof Int32Array ? int32 : int64,
  rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
});

const valueInfo = ([name, shape]: readonly [string, Shape]): object => ({
  name,
  type: { tensorType: { elemType: float, shape: { dim: shape.map(dimValue => ({ dimValue })) } } },
});

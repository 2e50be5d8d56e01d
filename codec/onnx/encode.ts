import protobuf from 'protobufjs/light.js';
import { CodecError } from '../error.js';
import type { Shape } from '../tensor/tensor.js';
import { type Attribute, bytesOf, type OnnxConstant, type OnnxModel } from './model.js';
import { field, graphProto, modelProto, tensorProto } from './schema.js';

/** `TensorProto.DataType` */
const float = 1;
const int32 = 6;
const int64 = 7;

/** `TensorProto.DataLocation` */
const external = 1;

/** `IR_VERSION` of ONNX 1.11, the release of opset 16. */
const irVersion = 8;

/** Bytes that a message of protobuf has fewer than. */
const tooLarge = 2 ** 31;

/** The bytes of an .onnx file: a `ModelProto` of protobuf. The same model gives the same bytes. */
export const encodeModel = (model: OnnxModel): Uint8Array => Buffer.concat(modelChunks(model));

/**
 * The same in pieces that follow each other, of which the large ones are the memory of the constants themselves.
 *
 * @throws CodecError if they come to the 2 GB that a message of protobuf stays under
 */
export function modelChunks(model: OnnxModel): Uint8Array[] {
  const { opset = 16, metadata = {} } = model;
  const head = modelProto.encode({
    irVersion,
    producerName: 'grace-hdl',
    opsetImport: [{ domain: '', version: opset }],
    metadataProps: entries(metadata),
  });
  const nodes = model.nodes.map(({ op, inputs, outputs, name, attributes = {} }) => ({
    opType: op,
    input: inputs,
    output: outputs,
    name: name ?? outputs[0],
    attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attribute(value) })),
  }));
  const graph = graphProto.encode({
    node: nodes,
    name: model.name,
    input: Object.entries(model.inputs).map(valueInfo),
    output: Object.entries(model.outputs).map(valueInfo),
  });
  const inner = [graph.finish(), ...[...model.constants].flatMap(constant => initializer(constant, model.outside))];
  const chunks = [head.finish(), prefix(field(modelProto, 'graph'), sizeOf(inner)), ...inner];
  const size = sizeOf(chunks);
  if (size >= tooLarge)
    throw new CodecError(
      `the ${model.name} graph comes to ${size} bytes, and an ONNX file has less than ${tooLarge}`,
      'write safetensors, or make the network narrower',
    );
  return chunks;
}

/** A constant as a field of a `GraphProto`. Fields may come in any order, so its data, which are not copied, are the last. */
function initializer([name, constant]: readonly [string, OnnxConstant], outside?: ReadonlySet<string>): Uint8Array[] {
  const { shape, data } = constant;
  const dataType = data instanceof Float32Array ? float : data instanceof Int32Array ? int32 : int64;
  const said = { dims: shape, dataType, name };
  const inner = outside?.has(name)
    ? [tensorProto.encode({ ...said, externalData: entries({ location: name }), dataLocation: external }).finish()]
    : [tensorProto.encode(said).finish(), prefix(field(tensorProto, 'rawData'), data.byteLength), bytesOf(constant)];
  return [prefix(field(graphProto, 'initializer'), sizeOf(inner)), ...inner];
}

/** What stands before the bytes of a message, or of other bytes: the number of the field, and their count. */
function prefix(id: number, bytes: number): Uint8Array {
  const delimited = 2;
  return protobuf.Writer.create()
    .uint32((id << 3) | delimited)
    .uint64(bytes)
    .finish();
}

const sizeOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, { length }) => sum + length, 0);

/** With `AttributeProto.AttributeType`: float 1, int 2, string 3, floats 6, ints 7. */
function attribute(value: Attribute): object {
  if (typeof value === 'string') return { s: new TextEncoder().encode(value), type: 3 };
  if (typeof value === 'number') return Number.isInteger(value) ? { i: value, type: 2 } : { f: value, type: 1 };
  if ('float' in value) return { f: value.float, type: 1 };
  return value.every(Number.isInteger) ? { ints: value, type: 7 } : { floats: value, type: 6 };
}

const entries = (texts: Readonly<Record<string, string>>): object[] =>
  Object.entries(texts).map(([key, value]) => ({ key, value }));

const valueInfo = ([name, shape]: readonly [string, Shape]): object => ({
  name,
  type: { tensorType: { elemType: float, shape: { dim: shape.map(dimValue => ({ dimValue })) } } },
});

import protobuf from 'protobufjs/light.js';

const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id });
const packed = (type: string, id: number) => ({ ...repeated(type, id), options: { packed: true } });
const one = (type: string, id: number) => ({ type, id });

/** The messages of onnx.proto (github.com/onnx/onnx, Apache-2.0) by name and number of field, as far as they are written. */
const messages = {
  ModelProto: {
    irVersion: one('int64', 1),
    producerName: one('string', 2),
    graph: one('GraphProto', 7),
    opsetImport: repeated('OperatorSetIdProto', 8),
    metadataProps: repeated('StringStringEntryProto', 14),
  },
  OperatorSetIdProto: { domain: one('string', 1), version: one('int64', 2) },
  StringStringEntryProto: { key: one('string', 1), value: one('string', 2) },
  GraphProto: {
    node: repeated('NodeProto', 1),
    name: one('string', 2),
    initializer: repeated('TensorProto', 5),
    input: repeated('ValueInfoProto', 11),
    output: repeated('ValueInfoProto', 12),
  },
  NodeProto: {
    input: repeated('string', 1),
    output: repeated('string', 2),
    name: one('string', 3),
    opType: one('string', 4),
    attribute: repeated('AttributeProto', 5),
  },
  AttributeProto: {
    name: one('string', 1),
    f: one('float', 2),
    i: one('int64', 3),
    s: one('bytes', 4),
    floats: repeated('float', 7),
    ints: repeated('int64', 8),
    type: one('int32', 20),
  },
  TensorProto: {
    dims: packed('int64', 1),
    dataType: one('int32', 2),
    name: one('string', 8),
    rawData: one('bytes', 9),
    externalData: repeated('StringStringEntryProto', 13),
    dataLocation: one('int32', 14),
  },
  ValueInfoProto: { name: one('string', 1), type: one('TypeProto', 2) },
  TypeProto: { tensorType: one('TensorTypeProto', 1) },
  TensorTypeProto: { elemType: one('int32', 1), shape: one('TensorShapeProto', 2) },
  TensorShapeProto: { dim: repeated('DimensionProto', 1) },
  DimensionProto: { dimValue: one('int64', 1) },
};

const root = protobuf.Root.fromJSON({
  nested: Object.fromEntries(Object.entries(messages).map(([name, fields]) => [name, { fields }])),
});

/** The message of a whole file, that of the graph in it, and that of a constant in the graph. */
export const modelProto = root.lookupType('ModelProto');
export const graphProto = root.lookupType('GraphProto');
export const tensorProto = root.lookupType('TensorProto');

/** The number of a field. */
export const field = (message: protobuf.Type, name: string): number => message.fields[name]!.id;

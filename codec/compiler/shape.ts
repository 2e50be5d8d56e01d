import { shrinkKernel } from '../float/shrink.js';
import { fuse } from '../fuse/fuse.js';
import type { FusedConv, FusedGraph, FusedLayer, MotionInputs } from '../fuse/graph.js';
import { gaussianUnit } from '../integer/fixed.js';
import type { ConvLayer, Epilogue, IntegerGraph, IntegerLayer, IntegerNetwork, Value } from '../integer/network.js';
import type { IntegerType } from '../integer/tensor.js';
import type { NetworkConfig } from '../network/config.js';
import { networkGraphs } from '../network/graphs.js';
import { parametersOf } from '../network/parameters.js';
import { quantizeShrink } from '../quantize/shrink.js';
import { elements, tensor } from '../tensor/tensor.js';

/**
 * A quantized network of that configuration whose weights are all 0: it predicts nothing, but its programs are those of a
 * trained one, and take as long. For what an accelerator would make of a network before there is one.
 *
 * @throws CodecError for a configuration that no quantized network has (see `fuse`)
 */
export function shapeNetwork(config: NetworkConfig): IntegerNetwork {
  const parameters = parametersOf(networkGraphs(config));
  const nothing = new Float32Array(Math.max(...[...parameters.values()].map(shape => elements(shape))));
  const weights = new Map(
    [...parameters].map(([name, shape]) => [
      name,
      name.endsWith('.down.weight')
        ? shrinkKernel(shape[0]!, (shape[2]! - 1) / 4 + 1)
        : tensor(shape, nothing.subarray(0, elements(shape))),
    ]),
  );
  const fused = fuse(config, weights);
  const source = shapeGraph(fused.source, { picture: value('u8', fused.source.inputs.picture!) });
  const { smallSource, features, sourceKeypoints, sourceJacobians } = fused.frame.inputs;
  const points = value('i32', sourceKeypoints!);
  const frame = shapeGraph(fused.frame, {
    features: value('i8', features!),
    smallSource: value('i8', smallSource!),
    sourceKeypoints: points,
    drivingKeypoints: points,
    ...(sourceJacobians && { jacobians: value('i32', sourceJacobians) }),
  });
  return { config, hash: '0000000000000000', source, frame };
}

const value = (type: IntegerType, shape: Value['shape']): Value => ({ shape, format: { type, step: 1 / 127 } });

/** The tensor that the bytes of a picture become. */
const activations = 'picture in steps of 1/127';

function shapeGraph(graph: FusedGraph, inputs: IntegerGraph['inputs']): IntegerGraph {
  const nameOf = (name: string): string => (name === 'picture' ? activations : name);
  const channels = new Map(Object.entries(inputs).map(([name, { shape }]) => [nameOf(name), shape[0]!]));
  const logits = graph.layers.find(({ kind }) => kind === 'softmax') as Extract<FusedLayer, { kind: 'softmax' }>;
  const layers: IntegerLayer[] = [];
  if (inputs.picture)
    layers.push({ kind: 'picture', name: activations, ...value('i8', inputs.picture.shape), input: 'picture' });
  for (const layer of graph.layers) {
    const isPrediction = layer.name === graph.outputs.prediction;
    channels.set(layer.name, layer.shape[0]!);
    layers.push(
      layer.kind === 'conv'
        ? shapeConv(layer, nameOf, channels, isPrediction ? 'picture' : layer.name === logits?.input ? 'logits' : 'map')
        : shapeOther(layer, nameOf),
    );
  }
  const outputs = Object.fromEntries(Object.entries(graph.outputs).map(([name, from]) => [name, nameOf(from)]));
  return { name: graph.name, inputs, outputs, layers };
}

function shapeConv(
  { name, shape, inputs, kernel, upsample, affine, epilogue }: FusedConv,
  nameOf: (name: string) => string,
  channels: ReadonlyMap<string, number>,
  writes: 'picture' | 'logits' | 'map',
): ConvLayer {
  const all = shape[0]! * (upsample === 'nearest' ? 4 : 1);
  const side = upsample === 'nearest' ? (kernel + 1) / 2 : kernel;
  const names = inputs.map(nameOf);
  const count = names.reduce((sum, input) => sum + channels.get(input)!, 0);
  const type: IntegerType =
    writes === 'picture' ? 'u8' : writes === 'logits' ? 'i16' : epilogue.kind === 'sigmoid' ? 'u16' : 'i8';
  const made: Epilogue =
    writes === 'picture'
      ? { kind: 'picture' }
      : epilogue.kind === 'add'
        ? { ...epilogue, gain: 4096 }
        : { kind: epilogue.kind };
  return {
    ...{ kind: 'conv', name, ...value(type, shape), inputs: names, kernel, stride: 1, upsample, epilogue: made },
    ...(affine && {
      affine: { gain: new Int16Array(count), offset: new Int32Array(count), shift: new Uint8Array(count) },
    }),
    weights: new Int8Array(all * count * side ** 2),
    bias: new Int32Array(all),
    scale: { gain: new Uint16Array(all), shift: new Uint8Array(all) },
  };
}

function shapeOther(layer: Exclude<FusedLayer, FusedConv>, nameOf: (name: string) => string): IntegerLayer {
  const { name, shape } = layer;
  switch (layer.kind) {
    case 'shrink':
      return quantizeShrink({ ...layer, input: nameOf(layer.input) });
    case 'motion':
      return {
        ...{ kind: 'motion', name, ...value('i8', shape), input: layer.input },
        ...{ ...pointsOf(layer), unit: gaussianUnit(layer.variance, shape[1]!) },
      };
    case 'softmax':
      return { kind: 'softmax', name, ...value('u16', shape), input: layer.input, fraction: 9 };
    case 'flow':
      return { kind: 'flow', name, ...value('i16', shape), input: layer.input, ...pointsOf(layer), fraction: 8 };
    case 'sample': {
      const { input, flow, occlusion } = layer;
      return { kind: 'sample', name, ...value('i8', shape), input, flow, fraction: 8, occlusion };
    }
  }
}

const pointsOf = ({ sourceKeypoints, drivingKeypoints, jacobians }: MotionInputs) => ({
  sourceKeypoints,
  drivingKeypoints,
  ...(jacobians && { jacobians: 'jacobians' }),
});

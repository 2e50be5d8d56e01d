import type { FusedGraph, FusedLayer, FusedNetwork, MotionInputs } from '../fuse/graph.js';
import { checkGraph } from '../integer/check/graph.js';
import { gaussianUnit } from '../integer/fixed.js';
import type { FlowLayer, IntegerGraph, IntegerLayer, IntegerNetwork, MotionLayer, Value } from '../integer/network.js';
import type { NetworkConfig } from '../network/config.js';
import type { Bits } from './bits.js';
import { loadName } from './calibration/statistics.js';
import { type Fixed, quantizeConv } from './conv.js';
import { quantizeShrink } from './shrink.js';
import type { Ranges } from './steps.js';

export interface QuantizeParts {
  readonly config: NetworkConfig;
  /** The `networkHash` of the float network. */
  readonly hash: string;
  readonly fused: FusedNetwork;
  /** Of the tensors that `scaledTensors` names, of both graphs. */
  readonly ranges: Ranges;
  readonly bits: Bits;
  /** Of the channels that convolutions load, by `loadName`: biases then make up for rounded weights. */
  readonly means?: ReadonlyMap<string, ArrayLike<number>>;
}

/**
 * A decoder in whole numbers, from its fused layers and the range of each tensor. Nothing here is chosen by measuring: the
 * same parts give the same network.
 *
 * @throws CodecError if no layer of hardware holds what a layer needs
 */
export function quantizeFused({ config, hash, fused, ...how }: QuantizeParts): IntegerNetwork {
  const source = quantizeGraph(fused.source, how, { picture: { shape: fused.source.inputs.picture!, format: byte } });
  const features = source.layers.find(({ name }) => name === source.outputs.features)!;
  const { sourceKeypoints, drivingKeypoints, smallSource, sourceJacobians } = fused.frame.inputs;
  const points = (shape: Value['shape'], step: number): Value => ({ shape, format: { type: 'i32', step } });
  const frame = quantizeGraph(fused.frame, how, {
    features: { shape: features.shape, format: features.format },
    smallSource: { shape: smallSource!, format: activation },
    sourceKeypoints: points(sourceKeypoints!, 1 / 256),
    drivingKeypoints: points(drivingKeypoints!, 1 / 256),
    ...(sourceJacobians && { jacobians: points(sourceJacobians, 1 / 4096) }),
  });
  return { config, hash, source, frame };
}

/** Bytes of a picture. */
const byte = { type: 'u8', step: 1 / 255 } as const;
/** Pictures and heatmaps within the decoder. */
const activation = { type: 'i8', step: 1 / 127 } as const;

/** The picture within the decoder. */
const pictureLayer = 'generator.picture';

type How = Pick<QuantizeParts, 'ranges' | 'bits' | 'means'>;

function quantizeGraph(graph: FusedGraph, how: How, inputs: Readonly<Record<string, Value>>): IntegerGraph {
  const layers: IntegerLayer[] = [];
  const values = new Map(Object.entries(inputs));
  const add = (layer: IntegerLayer): void => {
    layers.push(layer);
    values.set(layer.name, layer);
  };
  // All that reads the picture reads what its bytes become.
  const nameOf = (name: string): string => (name === 'picture' ? pictureLayer : name);
  if (inputs.picture)
    add({ kind: 'picture', name: pictureLayer, ...inputs.picture, format: activation, input: 'picture' });
  const fixed = fixedFormats(graph, how);
  const read = (name: string): Value => values.get(nameOf(name))!;
  for (const layer of graph.layers) add(quantizeLayer(layer, { ...how, read, nameOf, fixed }));
  const outputs = Object.fromEntries(Object.entries(graph.outputs).map(([name, from]) => [name, nameOf(from)]));
  const made: IntegerGraph = { name: graph.name, inputs, outputs, layers };
  checkGraph(made);
  return made;
}

interface Context extends How {
  readonly read: (name: string) => Value;
  readonly nameOf: (name: string) => string;
  readonly fixed: ReadonlyMap<string, Fixed>;
}

function quantizeLayer(layer: FusedLayer, { read, nameOf, ranges, bits, means, fixed }: Context): IntegerLayer {
  switch (layer.kind) {
    case 'conv': {
      const made = quantizeConv(layer, read, ranges, fixed.get(layer.name), means?.get(loadName(layer)));
      return { ...made, inputs: made.inputs.map(nameOf) };
    }
    case 'shrink':
      return quantizeShrink({ ...layer, input: nameOf(layer.input) });
    case 'motion': {
      const { kind, name, shape, input, variance } = layer;
      return {
        kind,
        name,
        shape,
        format: activation,
        input,
        ...keypointsOf(layer),
        unit: gaussianUnit(variance, shape[1]!),
      };
    }
    case 'softmax': {
      const { kind, name, shape, input } = layer;
      return { kind, name, shape, format: unit(bits.mask), input, fraction: logitFraction(read(input)) };
    }
    case 'flow': {
      const { kind, name, shape, input } = layer;
      const fraction = flowFraction(layer.shape, ranges.get(name)!, bits.flow);
      const format = { type: bits.flow === 16 ? 'i16' : 'i8', step: 2 ** -fraction } as const;
      return { kind, name, shape, format, input, ...keypointsOf(layer), fraction };
    }
    case 'sample': {
      const { kind, name, shape, input, flow, occlusion } = layer;
      const fraction = -Math.log2(read(flow).format.step);
      return { kind, name, shape, format: read(input).format, input, flow, fraction, occlusion };
    }
  }
}

const keypointsOf = ({
  sourceKeypoints,
  drivingKeypoints,
  jacobians,
}: MotionInputs): Pick<MotionLayer | FlowLayer, 'sourceKeypoints' | 'drivingKeypoints' | 'jacobians'> => ({
  sourceKeypoints,
  drivingKeypoints,
  ...(jacobians && { jacobians: 'jacobians' }),
});

/** A fraction of so many bits. */
const unit = (bits: 8 | 16): Value['format'] =>
  bits === 16 ? { type: 'u16', step: 1 / 65536 } : { type: 'u8', step: 1 / 256 };

/** The formats of what convolutions write that is not in steps of its range: logits, fractions, pictures. */
function fixedFormats(graph: FusedGraph, { ranges, bits }: How): ReadonlyMap<string, Fixed> {
  const softmax = graph.layers.find(layer => layer.kind === 'softmax')?.input;
  const result = new Map<string, Fixed>();
  for (const layer of graph.layers) {
    if (layer.kind !== 'conv') continue;
    if (layer.name === softmax) {
      const fraction = bits.logits === 16 ? 9 : fractionOf(ranges.get(layer.name)! / Math.LN2, 1, 9);
      const format = { type: bits.logits === 16 ? 'i16' : 'i8', step: Math.LN2 / 2 ** fraction } as const;
      result.set(layer.name, { format, epilogue: { kind: 'none' } });
    } else if (layer.name === graph.outputs.prediction)
      result.set(layer.name, { format: byte, epilogue: { kind: 'picture' } });
    else if (layer.epilogue.kind === 'sigmoid')
      result.set(layer.name, { format: unit(bits.occlusion), epilogue: { kind: 'sigmoid' } });
  }
  return result;
}

/** Bits behind the point of logits, out of what 1 of them is worth. */
const logitFraction = ({ format }: Value): number => Math.round(Math.log2(Math.LN2 / format.step));

/** In 16 bits as many as hold the widest shift that there can be; in 8 those that hold the range. */
const flowFraction = ([, rows, columns]: readonly number[], range: number, bits: 8 | 16): number =>
  bits === 16 ? fractionOf((Math.max(rows!, columns!) - 1) / 258, 6, 8) : fractionOf(range, 0, 8);

/** The most bits behind the point, between these, with which 127 reaches a number. */
function fractionOf(range: number, least: number, most: number): number {
  let fraction = most;
  while (fraction > least && range * 2 ** fraction > 127) fraction--;
  return fraction;
}

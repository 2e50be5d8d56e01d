import type { FusedConv, FusedGraph, FusedLayer, FusedNetwork } from '../fuse/graph.js';
import { readsOf } from '../fuse/reads.js';
import type { Tensor } from '../tensor/tensor.js';
import { loadName, type Statistics } from './calibration/statistics.js';
import { phaseParameters } from './phase.js';

/**
 * Brings the channels of a tensor to like ranges, where only convolutions read it and a ReLU makes it: what a channel is divided
 * by, the weights that read it are multiplied by, so in real numbers nothing changes. One step serves all channels of a
 * tensor, and is coarse for a channel that is small beside the others.
 *
 * A channel with numbers up to `a`, read by weights up to `w`, is divided by `sqrt(a / w)`: half of the difference of channels goes
 * from activations into weights (Nagel et al., "Data-free quantization through weight equalization and bias correction",
 * 2019, with ranges of activations instead of the weights that make them, as in Xiao et al., "SmoothQuant", 2022: weights
 * have a step for each channel that they make, so only what they read is to be equalized).
 */
export function equalize({ source, frame }: FusedNetwork, statistics: Statistics): FusedNetwork {
  return { source: equalizeGraph(source, statistics), frame: equalizeGraph(frame, statistics) };
}

function equalizeGraph(graph: FusedGraph, statistics: Statistics): FusedGraph {
  const layers = new Map(graph.layers.map(layer => [layer.name, layer]));
  const convs = (): FusedConv[] => [...layers.values()].filter(layer => layer.kind === 'conv');
  const outputs = new Set(Object.values(graph.outputs));

  for (const { name } of convs()) {
    const conv = layers.get(name) as FusedConv;
    if (conv.affine) layers.set(name, divideLoad(conv, statistics.get(loadName(conv))!.greatest));
  }
  for (const { name, epilogue } of convs()) {
    const readers = graph.layers.filter(layer => readsOf(layer).includes(name)).map(layer => layers.get(layer.name)!);
    const scales = epilogue.kind === 'relu' || epilogue.kind === 'pool';
    if (!scales || outputs.has(name) || !readers.every(reader => readsByWeights(reader, name))) continue;
    const of = layers.get(name) as FusedConv;
    const factors = factorsOf(
      statistics.get(name)!.greatest,
      readers.map(reader => ({ weights: readingWeights(reader), first: firstChannel(reader, name, layers) })),
    );
    layers.set(name, { ...of, weights: scaleOut(of.weights, factors), bias: scaleOut(of.bias, factors) });
    for (const reader of readers) {
      const weights = scaleIn(reader.weights, factors, firstChannel(reader, name, layers));
      layers.set(reader.name, { ...reader, weights });
    }
  }
  return { ...graph, layers: graph.layers.map(({ name }) => layers.get(name)!) };

  function firstChannel(
    { inputs }: FusedConv,
    name: string,
    of: ReadonlyMap<string, { readonly shape: Tensor['shape'] }>,
  ) {
    const before = inputs.slice(0, inputs.indexOf(name));
    return before.reduce((sum, input) => sum + (of.get(input)?.shape ?? graph.inputs[input]!)[0]!, 0);
  }
}

/** Whether a layer reads a tensor by weights alone: not as a skip, nor normalised on load, whose offset would stay. */
const readsByWeights = (reader: FusedLayer, name: string): reader is FusedConv =>
  reader.kind === 'conv' && !reader.affine && !(reader.epilogue.kind === 'add' && reader.epilogue.input === name);

/** The normalisation on load divided, and the weights behind it multiplied. */
function divideLoad(conv: FusedConv, greatest: Float64Array): FusedConv {
  const factors = factorsOf(greatest, [{ weights: conv.weights, first: 0 }]);
  const { gain, offset } = conv.affine!;
  return {
    ...conv,
    affine: { gain: scaleOut(gain, factors), offset: scaleOut(offset, factors) },
    weights: scaleIn(conv.weights, factors, 0),
  };
}

interface Reading {
  readonly weights: Tensor;
  /** Where the tensor's channels begin among those that are read. */
  readonly first: number;
}

/** The weights that are rounded: behind nearest doubling sums of several. */
const readingWeights = (conv: FusedConv): Tensor =>
  (conv.upsample === 'nearest' ? phaseParameters(conv) : conv).weights;

/** What each channel is divided by; 1 for those that are 0, or that nothing reads. */
function factorsOf(greatest: Float64Array, readings: readonly Reading[]): Float64Array {
  return greatest.map((activation, channel) => {
    const weight = Math.max(...readings.map(reading => greatestWeight(reading, channel)));
    return activation > 0 && weight > 0 ? Math.sqrt(activation / weight) : 1;
  });
}

function greatestWeight({ weights: { shape, data }, first }: Reading, channel: number): number {
  const [, inputs, rows, columns] = shape as readonly [number, number, number, number];
  const taps = rows * columns;
  let greatest = 0;
  for (let at = (first + channel) * taps; at < data.length; at += inputs * taps)
    for (let i = at; i < at + taps; i++) greatest = Math.max(greatest, Math.abs(data[i]!));
  return greatest;
}

/** Divided along the first dimension. */
function scaleOut({ shape, data }: Tensor, factors: Float64Array): Tensor {
  const each = data.length / factors.length;
  return { shape, data: data.map((x, at) => x / factors[Math.floor(at / each)]!) };
}

/** Multiplied along the second dimension, from channel `first` on. */
function scaleIn({ shape, data }: Tensor, factors: Float64Array, first: number): Tensor {
  const [, inputs, rows, columns] = shape as readonly [number, number, number, number];
  return {
    shape,
    data: data.map((w, at) => w * (factors[(Math.floor(at / (rows * columns)) % inputs) - first] ?? 1)),
  };
}

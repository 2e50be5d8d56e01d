import type {
  ConvLayer,
  FlowLayer,
  IntegerGraph,
  IntegerLayer,
  SampleLayer,
  SoftmaxLayer,
} from '../../integer/network.js';
import { refuse } from '../refuse.js';

/** The layers that become one convolution and one pass of the map unit: what leads from features to flow and occlusion. */
export interface Heads {
  readonly logits: ConvLayer;
  readonly softmax: SoftmaxLayer;
  readonly flow: FlowLayer;
  readonly occlusion: ConvLayer;
}

/**
 * The heads of a graph: where a `sample` looks, and how much of it is seen, comes from two convolutions that read the same,
 * so one convolution computes the logits of both, side by side.
 */
export function headsOf(graph: IntegerGraph): Heads[] {
  const layers = new Map(graph.layers.map(layer => [layer.name, layer]));
  const samples = graph.layers.filter((layer): layer is SampleLayer => layer.kind === 'sample');
  const heads = new Map(samples.map(sample => [sample.flow, headsOfSample(sample, layers)]));
  for (const layer of graph.layers) {
    const group = [...heads.values()];
    if (layer.kind === 'softmax' && !group.some(({ softmax }) => softmax === layer)) alone(layer.name);
    if (layer.kind === 'flow' && !heads.has(layer.name)) alone(layer.name);
  }
  return [...heads.values()];
}

function headsOfSample(sample: SampleLayer, layers: ReadonlyMap<string, IntegerLayer>): Heads {
  const is = <K extends IntegerLayer['kind']>(name: string, kind: K): Extract<IntegerLayer, { kind: K }> => {
    const layer = layers.get(name);
    return layer?.kind === kind
      ? (layer as Extract<IntegerLayer, { kind: K }>)
      : refuse(sample.name, `${name} is no layer of the kind ${kind} of the same graph`, expected);
  };
  const flow = is(sample.flow, 'flow');
  const softmax = is(flow.input, 'softmax');
  const [logits, occlusion] = [is(softmax.input, 'conv'), is(sample.occlusion, 'conv')];
  if (logits.epilogue.kind !== 'none' || occlusion.epilogue.kind !== 'sigmoid' || occlusion.bias.length !== 1)
    refuse(sample.name, `${logits.name} and ${occlusion.name} are no logits and a sigmoid of one channel`, expected);
  for (const same of ['kernel', 'stride', 'upsample'] as const)
    if (logits[same] !== occlusion[same]) differ(logits, occlusion);
  if (logits.inputs.join() !== occlusion.inputs.join() || logits.affine || occlusion.affine) differ(logits, occlusion);
  if (logits.upsample !== 'none') refuse(logits.name, 'it doubles the size of its maps', expected);
  return { logits, softmax, flow, occlusion };
}

const expected = 'flow comes from a softmax over a convolution, and the occlusion from one that reads the same maps';

const alone = (name: string): never => refuse(name, 'no sample is taken where it says', expected);

const differ = (logits: ConvLayer, occlusion: ConvLayer): never =>
  refuse(occlusion.name, `it does not read what ${logits.name} reads, with the same kernel`, expected);

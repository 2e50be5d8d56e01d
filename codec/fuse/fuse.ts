import { CodecError } from '../error.js';
import type { NetworkConfig } from '../network/config.js';
import type { Graph, Step } from '../network/graph.js';
import { networkGraphs } from '../network/graphs.js';
import { parametersOf } from '../network/parameters.js';
import { checkWeights } from '../weights/check.js';
import { quote } from '../weights/quote.js';
import type { Weights } from '../weights/weights.js';
import { fuseConv } from './conv.js';
import type { FusedGraph, FusedLayer, FusedNetwork } from './graph.js';
import { fuseFlow, fuseMotion, fuseSample } from './motion.js';
import { type StepOf, stepsOf } from './steps.js';

/**
 * The decoder of a network (its source and frame graphs) as fused layers:
 *
 * - a normalisation goes into the convolution before it; where its input is also a skip (`norm1` of residual blocks), it
 *   becomes a factor and an offset for each channel on load of the convolution behind it, with the ReLU;
 * - ReLU, sigmoid, average pool and the addition of a skip become epilogues of convolutions;
 * - doubling a size happens on load, concatenation by addressing;
 * - heatmaps with moved pictures, and sampling with occlusion, are layers of their own.
 *
 * In real numbers nothing changes: `runFused` agrees with `runGraph` but for the rounding of floats.
 *
 * ```ts
 * const { frame } = fuse(config, weights);
 * frame.layers.length; // 22 for tiny-64, instead of 72 steps
 * ```
 *
 * @throws CodecError if weights are missing or of another shape, a parameter is not a finite number, or a step fits no layer:
 * such as where dense motion works at another size than the features
 */
export function fuse(config: NetworkConfig, weights: Weights): FusedNetwork {
  const { source, frame } = networkGraphs(config);
  const parameters = parametersOf([source, frame]);
  checkWeights(parameters, weights, { others: true });
  for (const name of parameters.keys())
    if (!weights.get(name)!.data.every(Number.isFinite))
      throw new CodecError(
        `the parameter ${quote(name)} holds what is no finite number`,
        'its training has gone wrong: take weights from before that',
      );
  return { source: fuseGraph(source, weights), frame: fuseGraph(frame, weights) };
}

function fuseGraph(graph: Graph, weights: Weights): FusedGraph {
  const steps = stepsOf(graph);
  /** The tensors that hold values of the plain graph. */
  const tensors = new Map<string, string>(Object.keys(graph.inputs).map(name => [name, name]));
  const layers: FusedLayer[] = [];
  const tensorOf = (value: string): string => {
    const name = tensors.get(value);
    if (name !== undefined) return name;
    const step = graph.steps.find(({ name }) => name === value)!;
    return steps.unfit(step, `of the kind ${step.op.kind}, by itself`);
  };
  for (const step of graph.steps) {
    const layer = fuseStep(step);
    if (!layer) continue;
    layers.push(layer);
    tensors.set(layer.step, layer.name);
  }
  // What the network thought on its way that no layer writes: the moved pictures stand among the motion's channels.
  const written = Object.entries(graph.outputs).filter(([name]) => name !== 'sparseDeformed');
  const outputs = Object.fromEntries(written.map(([name, value]) => [name, tensorOf(value)]));
  return { name: graph.name as FusedGraph['name'], inputs: graph.inputs, outputs, layers };

  /** The layer that a step begins; nothing for those that go into others, which ask for them. */
  function fuseStep(step: Step): FusedLayer | undefined {
    const { name, op, shape, inputs } = step;
    switch (op.kind) {
      case 'conv':
        return fuseConv(step as StepOf<'conv'>, steps, weights, tensorOf);
      case 'shrink': {
        const { factor, style } = op;
        const [input, gaussian] = [tensorOf(inputs[0]!), weights.get(op.weight)!];
        return { kind: 'shrink', name, step: name, shape, input, gaussian, factor, style };
      }
      case 'interleave':
        return fuseMotion(step as StepOf<'interleave'>, steps, tensorOf);
      case 'softmaxChannels':
        return { kind: 'softmax', name, step: name, shape, input: tensorOf(inputs[0]!) };
      case 'combineMotions':
        return fuseFlow(step as StepOf<'combineMotions'>, steps, tensorOf);
      case 'multiply':
        return fuseSample(step as StepOf<'multiply'>, steps, tensorOf);
      default:
        return undefined;
    }
  }
}

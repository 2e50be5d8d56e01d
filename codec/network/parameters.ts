import type { Shape } from '../tensor/tensor.js';
import type { Graph, NetworkGraphs, Step } from './graph.js';

/** Names and shapes of the parameters of a step, in PyTorch's order. */
export function parametersOfStep({ op, shape }: Step): ReadonlyMap<string, Shape> {
  switch (op.kind) {
    case 'conv':
      return new Map<string, Shape>([
        [op.weight, [op.outChannels, op.inChannels / op.groups, op.kernel, op.kernel]],
        [op.bias, [op.outChannels]],
      ]);
    case 'batchNorm':
      return new Map([op.weight, op.bias, op.mean, op.variance].map(name => [name, shape.slice(0, 1)]));
    case 'shrink':
      return new Map([[op.weight, [shape[0]!, 1, op.kernel, op.kernel]]]);
    default:
      return new Map();
  }
}

/**
 * The parameters that graphs expect in the weights, with their shapes: all of a network's, or those of some of its graphs
 * (a decoder needs no detector).
 */
export function parametersOf(graphs: NetworkGraphs | readonly Pick<Graph, 'steps'>[]): ReadonlyMap<string, Shape> {
  const list = 'frame' in graphs ? [graphs.source, graphs.frame, graphs.detector] : graphs;
  return new Map(list.flatMap(({ steps }) => steps.flatMap(step => [...parametersOfStep(step)])));
}

import { inputsOf } from '../float/check.js';
import { runInOrder } from '../network/in-order.js';
import type { Tensor } from '../tensor/tensor.js';
import { evaluate } from './evaluate.js';
import type { FusedConv, FusedGraph, FusedLayer } from './graph.js';
import { readsOf } from './reads.js';

export interface FusedRunOptions {
  /** Sees the tensor of every layer as soon as it is there. */
  readonly observe?: (layer: FusedLayer, value: Tensor) => void;
  /** Sees what a convolution reads after all that is done on load. */
  readonly observeLoad?: (layer: FusedConv, value: Tensor) => void;
  /** Sees what the epilogue of a convolution pools. */
  readonly observePool?: (layer: FusedConv, value: Tensor) => void;
}

/**
 * Runs fused layers in floats. A tensor is let go after the last layer that reads it.
 *
 * @param inputs by the names of `graph.inputs`, as for the plain graph
 * @returns the outputs by their names; the deformation is in pixels away from each place, `[2, h, w]`
 * @throws RangeError if an input is missing or has another shape
 */
export function runFused(
  graph: FusedGraph,
  inputs: object,
  options: FusedRunOptions = {},
): Readonly<Record<string, Tensor>> {
  const tensors = inputsOf(graph, inputs);
  const run = (layer: FusedLayer): Tensor => {
    const value = evaluate(layer, name => tensors.get(name)!, options);
    options.observe?.(layer, value);
    return value;
  };
  return runInOrder(graph.layers, graph.outputs, readsOf, tensors, run);
}

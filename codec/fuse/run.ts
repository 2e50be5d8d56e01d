import { expectShape } from '../tensor/expect-shape.js';
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
  inputs: Readonly<Record<string, Tensor>>,
  options: FusedRunOptions = {},
): Readonly<Record<string, Tensor>> {
  const tensors = new Map<string, Tensor>();
  for (const [name, shape] of Object.entries(graph.inputs)) {
    const value = inputs[name];
    if (!value) throw new RangeError(`the ${graph.name} graph lacks its input ${name}`);
    expectShape(`the input ${name}`, value, shape);
    tensors.set(name, value);
  }
  const kept = new Set(Object.values(graph.outputs));
  const lastReader = new Map(graph.layers.flatMap(layer => readsOf(layer).map(name => [name, layer] as const)));
  for (const layer of graph.layers) {
    const value = evaluate(layer, name => tensors.get(name)!, options);
    tensors.set(layer.name, value);
    options.observe?.(layer, value);
    for (const name of readsOf(layer)) if (lastReader.get(name) === layer && !kept.has(name)) tensors.delete(name);
  }
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, from]) => [name, tensors.get(from)!]));
}

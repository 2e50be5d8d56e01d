import type { Graph, Step } from '../network/graph.js';
import { expectShape } from '../tensor/expect-shape.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { checkParameters, inputsOf } from './check.js';
import { evaluate } from './evaluate.js';

export interface RunOptions {
  /** Sees the value of every step as soon as it is there. */
  readonly observe?: (step: Step, value: Tensor) => void;
}

/**
 * Runs a graph in plain floats, step by step: the reference that everything faster is compared with. A value is let go
 * after the last step that reads it.
 *
 * ```ts
 * const { keypoints } = runGraph(networkGraphs(config).detector, weights, { picture });
 * ```
 *
 * @throws CodecError if the weights lack a parameter or have one of another shape
 * @throws RangeError if an input is missing or has another shape
 */
export function runGraph<I extends object, O extends object>(
  graph: Graph<I, O>,
  weights: Weights,
  inputs: I,
  { observe }: RunOptions = {},
): O {
  // Within, names are texts like any others.
  const { outputs, steps } = graph as unknown as Graph;
  checkParameters(graph, weights);
  const values = inputsOf(graph as unknown as Graph, inputs);
  const kept = new Set(Object.values(outputs));
  const lastUse = new Map(steps.flatMap((step, at) => step.inputs.map(name => [name, at] as const)));
  const parameter = (name: string): Tensor => weights.get(name)!;
  steps.forEach((step, at) => {
    const value = evaluate(
      step.op,
      step.inputs.map(name => values.get(name)!),
      parameter,
    );
    expectShape(step.name, value, step.shape);
    values.set(step.name, value);
    observe?.(step, value);
    for (const name of step.inputs) if (lastUse.get(name) === at && !kept.has(name)) values.delete(name);
  });
  return Object.fromEntries(Object.entries(outputs).map(([name, from]) => [name, values.get(from)!])) as O;
}

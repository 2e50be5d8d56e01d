import type { Graph, Step } from '../network/graph.js';
import { runInOrder } from '../network/in-order.js';
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
  const read = (name: string): Tensor => values.get(name)!;
  const parameter = (name: string): Tensor => weights.get(name)!;
  const run = (step: Step): Tensor => {
    const value = evaluate(step.op, step.inputs.map(read), parameter);
    expectShape(step.name, value, step.shape);
    observe?.(step, value);
    return value;
  };
  return runInOrder(steps, outputs, step => step.inputs, values, run) as O;
}

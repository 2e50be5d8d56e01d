import { CodecError } from '../error.js';
import type { Graph, Step } from '../network/graph.js';
import { parametersOf } from '../network/parameters.js';
import { expectShape } from '../tensor/expect-shape.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
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
  const { name: graphName, inputs: shapes, outputs, steps } = graph as unknown as Graph;
  checkParameters(steps, weights);
  const values = new Map<string, Tensor>();
  for (const [name, shape] of Object.entries(shapes)) {
    const value = (inputs as Partial<Record<string, Tensor>>)[name];
    if (!value) throw new RangeError(`the ${graphName} graph lacks its input ${name}`);
    expectShape(`the input ${name}`, value, shape);
    values.set(name, value);
  }
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

/** The first parameter that does not fit is enough here; a file of weights has all of them listed when it is loaded. */
function checkParameters(steps: readonly Step[], weights: Weights): void {
  for (const [name, shape] of parametersOf([{ steps }])) {
    const found = weights.get(name)?.shape.join('x') ?? 'missing';
    if (found !== shape.join('x'))
      throw new CodecError(
        `the parameter ${name} must be ${shape.join('x')}, but is ${found}`,
        'give the weights that belong to this configuration',
      );
  }
}

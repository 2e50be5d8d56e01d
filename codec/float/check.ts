import { CodecError } from '../error.js';
import type { Graph } from '../network/graph.js';
import { parametersOf } from '../network/parameters.js';
import { expectShape } from '../tensor/expect-shape.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';

/**
 * Holds the weights against what a graph reads. The first parameter that does not fit is enough here; a file of weights has
 * all of them listed when it is loaded.
 *
 * @throws CodecError if the weights lack a parameter or have one of another shape
 */
export function checkParameters({ steps }: Pick<Graph, 'steps'>, weights: Weights): void {
  for (const [name, shape] of parametersOf([{ steps }])) {
    const found = weights.get(name)?.shape.join('x') ?? 'missing';
    if (found !== shape.join('x'))
      throw new CodecError(
        `the parameter ${name} must be ${shape.join('x')}, but is ${found}`,
        'give the weights that belong to this configuration',
      );
  }
}

/**
 * The inputs of a graph by their names.
 *
 * @throws RangeError if one is missing or has another shape
 */
export function inputsOf(
  { name: graphName, inputs }: Pick<Graph, 'name' | 'inputs'>,
  given: object,
): Map<string, Tensor> {
  const values = new Map<string, Tensor>();
  for (const [name, shape] of Object.entries(inputs)) {
    const value = (given as Partial<Record<string, Tensor>>)[name];
    if (!value) throw new RangeError(`the ${graphName} graph lacks its input ${name}`);
    expectShape(`the input ${name}`, value, shape);
    values.set(name, value);
  }
  return values;
}

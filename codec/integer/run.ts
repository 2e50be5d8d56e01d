import { CodecError } from '../error.js';
import { runInOrder } from '../network/in-order.js';
import { checkGraph } from './check/graph.js';
import { evaluate } from './evaluate.js';
import type { IntegerGraph, IntegerLayer } from './network.js';
import { type PreparedConv, prepareConv } from './operator/conv.js';
import { readsOf } from './reads.js';
import { type IntegerTensor, typeOf } from './tensor.js';

/** Tensors by name. */
export type IntegerTensors = Readonly<Record<string, IntegerTensor>>;

export interface IntegerRunOptions {
  /** Sees the tensor of every layer as soon as it is there. */
  readonly observe?: (layer: IntegerLayer, tensor: IntegerTensor) => void;
}

/**
 * Makes a graph ready to run any number of times: all that does not depend on the inputs is checked and packed, once.
 *
 * The same numbers come out on every machine: no float stands between inputs and outputs. A tensor is let go after the last
 * layer that reads it.
 *
 * @throws CodecError if the graph is none that hardware could run (see `checkGraph`); what it returns, for inputs that the
 * graph does not declare so
 */
export function prepareInteger(
  graph: IntegerGraph,
): (inputs: IntegerTensors, options?: IntegerRunOptions) => IntegerTensors {
  checkGraph(graph);
  const prepared = prepareAll(graph);
  return (inputs, { observe } = {}) => {
    const tensors = new Map(Object.keys(graph.inputs).map(name => [name, given(graph, name, inputs[name])]));
    const run = (layer: IntegerLayer): IntegerTensor => {
      const tensor = { shape: layer.shape, data: evaluate(layer, tensors, prepared) };
      observe?.(layer, tensor);
      return tensor;
    };
    return runInOrder(graph.layers, graph.outputs, readsOf, tensors, run);
  };
}

/** Runs a graph once: `prepareInteger(graph)(inputs)`. */
export const runInteger = (graph: IntegerGraph, inputs: IntegerTensors, options?: IntegerRunOptions): IntegerTensors =>
  prepareInteger(graph)(inputs, options);

/** Each convolution for the size of its inputs. */
function prepareAll({ inputs, layers }: IntegerGraph): ReadonlyMap<string, PreparedConv> {
  const shapes = new Map([...Object.entries(inputs), ...layers.map(layer => [layer.name, layer] as const)]);
  return new Map(
    layers.flatMap(layer => {
      if (layer.kind !== 'conv') return [];
      const [, rows, columns] = shapes.get(layer.inputs[0]!)!.shape as readonly [number, number, number];
      return [[layer.name, prepareConv(layer, rows, columns)]];
    }),
  );
}

function given(graph: IntegerGraph, name: string, tensor: IntegerTensor | undefined): IntegerTensor {
  const { shape, format } = graph.inputs[name]!;
  const wrong = (what: string): never => {
    throw new CodecError(
      `the ${graph.name} graph ${what}`,
      `its input ${name} is a tensor of ${shape.join('x')}, ${format.type}`,
    );
  };
  if (!tensor) return wrong(`lacks its input ${name}`);
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== shape.reduce((a, b) => a * b, 1))
    wrong(`was given a tensor of ${tensor.shape.join('x')}, ${tensor.data.length} numbers`);
  if (typeOf(tensor.data) !== format.type) wrong(`was given ${typeOf(tensor.data)}`);
  if (format.type === 'i32') {
    // Keypoints, of maps of up to 512 pixels, and Jacobians.
    const [least, most] = shape.length === 2 ? [0, 131071] : [-32768, 32767];
    const odd = tensor.data.find(value => value < least || value > most);
    if (odd !== undefined) wrong(`was given ${odd} in ${name}, which is not ${least} to ${most}`);
  }
  return tensor;
}

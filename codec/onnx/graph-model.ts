import type { Graph } from '../network/graph.js';
import { parametersOf } from '../network/parameters.js';
import type { Shape } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { emitter } from './lower/emitter.js';
import { lower } from './lower/operator.js';
import type { OnnxConstant, OnnxModel, OnnxNode } from './model.js';

/**
 * A graph with its weights in ONNX. Inputs and outputs have the graph's names, and its shapes behind a batch dimension of
 * one; nodes have the names of the steps that they are made of.
 *
 * @param weights must have been checked to fit
 */
export function graphModel(graph: Graph, weights: Weights): OnnxModel {
  const constants = new Map<string, OnnxConstant>();
  for (const name of parametersOf([graph]).keys()) constants.set(name, weights.get(name)!);
  const shapes = new Map<string, Shape>(Object.entries(graph.inputs));
  const nodes: OnnxNode[] = [];
  // A value that is an output bears that name, also where other steps read it.
  const names = new Map(graph.steps.map(({ name }) => [name, name]));
  for (const [output, of] of Object.entries(graph.outputs)) if (names.get(of) === of) names.set(of, output);
  const nameOf = (value: string): string => names.get(value) ?? value;

  for (const step of graph.steps) {
    const operands = { names: step.inputs.map(nameOf), shapes: step.inputs.map(input => shapes.get(input)!) };
    const last = lower(step.op, operands, emitter(step.name, nodes, constants));
    nodes.push({ ...last, outputs: [nameOf(step.name)], name: step.name });
    shapes.set(step.name, step.shape);
  }
  // An input that is passed on, or a value that is an output already, is one by a node of its own.
  for (const [output, of] of Object.entries(graph.outputs))
    if (nameOf(of) !== output) nodes.push({ op: 'Identity', inputs: [nameOf(of)], outputs: [output] });

  return {
    name: graph.name,
    inputs: batched(Object.entries(graph.inputs)),
    outputs: batched(Object.entries(graph.outputs).map(([name, of]) => [name, shapes.get(of)!])),
    constants,
    nodes,
  };
}

const batched = (shapes: readonly (readonly [string, Shape])[]): Readonly<Record<string, Shape>> =>
  Object.fromEntries(shapes.map(([name, shape]) => [name, [1, ...shape]]));

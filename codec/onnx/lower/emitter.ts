import type { Shape } from '../../tensor/tensor.js';
import type { OnnxConstant, OnnxNode } from '../model.js';

/** A node whose output has no name yet. */
export type Unnamed = Pick<OnnxNode, 'op' | 'inputs' | 'attributes'>;

/** Takes what becomes of a step, up to its last node, whose value is the step's own. */
export interface Emitter {
  /** Appends a node; gives the name of its value. */
  add(op: string, inputs: readonly string[], attributes?: OnnxNode['attributes']): string;
  /** A list of integers: a shape, or axes. */
  ints(...values: readonly number[]): string;
  /** A number. */
  scalar(value: number): string;
  /** Floats that are made when no others of that name are there. */
  floats(name: string, shape: Shape, make: () => Float32Array): string;
}

/** A node in the making. */
export const unnamed = (op: string, inputs: readonly string[], attributes: OnnxNode['attributes'] = {}): Unnamed => ({
  op,
  inputs,
  attributes,
});

/**
 * An emitter for a step, or an input, of that name. Constants bear what they hold as their names, and equal ones are one,
 * for all steps that share `constants`.
 */
export function emitter(step: string, nodes: OnnxNode[], constants: Map<string, OnnxConstant>): Emitter {
  const constant = (name: string, make: () => OnnxConstant): string => {
    if (!constants.has(name)) constants.set(name, make());
    return name;
  };
  let count = 0;
  return {
    add(op, inputs, attributes = {}) {
      const name = `${step}/${op}${count++}`;
      nodes.push({ op, inputs, outputs: [name], attributes });
      return name;
    },
    ints: (...values) =>
      constant(`[${values.join()}]`, () => ({ shape: [values.length], data: BigInt64Array.from(values, BigInt) })),
    scalar: value => constant(`${value}`, () => ({ shape: [], data: Float32Array.of(value) })),
    floats: (name, shape, make) => constant(name, () => ({ shape, data: make() })),
  };
}

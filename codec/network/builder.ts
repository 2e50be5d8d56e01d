import type { Shape } from '../tensor/tensor.js';
import type { Step } from './graph.js';
import type { Operator } from './operator.js';
import { outputShape } from './output-shape.js';

/** Steps in the making. */
export interface Builder {
  readonly steps: readonly Step[];
  /** Appends a step; gives its name, which stands for its value. */
  add(name: string, op: Operator, ...inputs: readonly string[]): string;
  shapeOf(name: string): Shape;
}

/** A builder of a graph with these inputs. */
export function builder(inputs: Readonly<Record<string, Shape>>): Builder {
  const shapes = new Map(Object.entries(inputs));
  const steps: Step[] = [];
  const shapeOf = (name: string): Shape => {
    const shape = shapes.get(name);
    if (!shape) throw new RangeError(`no value is named ${name}`);
    return shape;
  };
  return {
    steps,
    shapeOf,
    add(name, op, ...inputs) {
      if (shapes.has(name)) throw new RangeError(`two values are named ${name}`);
      const shape = outputShape(op, inputs.map(shapeOf));
      shapes.set(name, shape);
      steps.push(Object.freeze({ name, op: Object.freeze(op), inputs, shape }));
      return name;
    },
  };
}

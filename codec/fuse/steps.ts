import { CodecError } from '../error.js';
import type { Graph, Step } from '../network/graph.js';
import type { Operator } from '../network/operator.js';
import type { Shape } from '../tensor/tensor.js';

/** A step whose operator is of that kind. */
export type StepOf<Kind extends Operator['kind']> = Step & { readonly op: Extract<Operator, { kind: Kind }> };

/** A graph as fusion asks for it. */
export interface Steps {
  /** The step of that name and one of these kinds; nothing for others, and for inputs of the graph. */
  made<Kind extends Operator['kind']>(name: string, ...kinds: Kind[]): StepOf<Kind> | undefined;
  /** The step of that kind that reads a value, when it alone does and the value is no output. */
  onlyReader<Kind extends Operator['kind']>(name: string, kind: Kind): StepOf<Kind> | undefined;
  shapeOf(name: string): Shape;
  /** Ends fusion at a step that no layer can hold. */
  unfit(step: Step, what: string): never;
}

export function stepsOf(graph: Graph): Steps {
  const byName = new Map(graph.steps.map(step => [step.name, step]));
  const readers = new Map<string, Step[]>();
  for (const step of graph.steps)
    for (const name of step.inputs) readers.set(name, [...(readers.get(name) ?? []), step]);
  const outputs = new Set<string>(Object.values(graph.outputs));
  const is = <Kind extends Operator['kind']>(step: Step | undefined, kinds: readonly Kind[]) =>
    step && (kinds as readonly string[]).includes(step.op.kind) ? (step as StepOf<Kind>) : undefined;
  return {
    made: (name, ...kinds) => is(byName.get(name), kinds),
    onlyReader(name, kind) {
      const [reader, another] = readers.get(name) ?? [];
      return another || outputs.has(name) ? undefined : is(reader, [kind]);
    },
    shapeOf: name => byName.get(name)?.shape ?? graph.inputs[name]!,
    unfit(step, what) {
      throw new CodecError(
        `${step.name} of the ${graph.name} graph is ${what}, which no layer of the integer decoder does`,
        'decode this network in floats, or change its configuration',
      );
    },
  };
}

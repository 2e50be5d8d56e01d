/** What is run in order: a step or a layer makes the value of its name. */
interface Named {
  readonly name: string;
}

/**
 * Runs steps one after the other, and lets go of each value after the last step that reads it.
 *
 * @param outputs which value each output is: a step's, or one that was there before
 * @param reads the names of the values that a step reads
 * @param values those that are there before the first step, by their names; used up
 * @param run what a step makes; it is in `values` once this has returned
 * @returns the outputs by their names
 */
export function runInOrder<Step extends Named, Value>(
  steps: readonly Step[],
  outputs: Readonly<Record<string, string>>,
  reads: (step: Step) => readonly string[],
  values: Map<string, Value>,
  run: (step: Step) => Value,
): Readonly<Record<string, Value>> {
  const kept = new Set(Object.values(outputs));
  const lastReader = new Map(steps.flatMap(step => reads(step).map(name => [name, step] as const)));
  for (const step of steps) {
    values.set(step.name, run(step));
    for (const name of reads(step)) if (lastReader.get(name) === step && !kept.has(name)) values.delete(name);
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, from]) => [name, values.get(from)!]));
}

import type { Block, Kernel, Loop, Step, ValueId } from '../ir.js';
import { rewrite } from './writer.js';

/** The same kernel without what nothing depends on: operations, loops, and values that loops carry for themselves alone. */
export function live(kernel: Kernel): Kernel {
  const used = usedIn(kernel);
  return rewrite(
    kernel,
    (writer, step) => {
      if (used.has(step.result)) writer.copy(step);
    },
    (writer, step, steps) => {
      if (!step.results.some(id => used.has(id))) return;
      const kept = step.results
        .map((id, k) => (used.has(id) || used.has(step.body.args[k + 1]!) ? k : -1))
        .filter(k => k >= 0);
      const pick = (ids: readonly ValueId[]) => kept.map(k => ids[k]!);
      const [index, ...args] = step.body.args as [ValueId, ...ValueId[]];
      const body: Block = { ...step.body, args: [index, ...pick(args)], results: pick(step.body.results) };
      const slim: Loop = { ...step, initial: pick(step.initial), body, results: pick(step.results) };
      writer.loop(slim, () => steps(step.body.steps));
    },
  );
}

/** Values that a result of the kernel depends on. */
function usedIn(kernel: Kernel): ReadonlySet<ValueId> {
  const used = new Set<ValueId>(kernel.body.results);
  const block = (steps: readonly Step[]): void => {
    for (let i = steps.length - 1; i >= 0; i--) {
      const step = steps[i]!;
      if (step.kind === 'operation') {
        if (used.has(step.result)) for (const arg of step.args) used.add(arg);
      } else loop(step);
    }
  };
  const loop = (step: Loop): void => {
    // What is carried may keep alive what is carried beside it: again, until nothing is added.
    for (let before = -1; before !== used.size; ) {
      before = used.size;
      step.results.forEach((result, k) => {
        const arg = step.body.args[k + 1]!;
        if (!used.has(result) && !used.has(arg)) return;
        used.add(result);
        used.add(step.body.results[k]!);
        used.add(step.initial[k]!);
      });
      block(step.body.steps);
    }
  };
  block(kernel.body.steps);
  return used;
}

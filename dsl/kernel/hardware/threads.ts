import type { Block, Kernel, ValueId } from '../ir.js';

/** Which versions belong together. */
export interface Threads {
  /** One version that stands for all of its thread. */
  readonly of: (id: ValueId) => ValueId;
  readonly made: ReadonlySet<ValueId>;
}

/** Versions of one array are a thread: what is written into it, and what loops carry of it. `made` are those that are not its first. */
export function threadsOf(kernel: Kernel): Threads {
  const parent = kernel.values.map((_, id) => id);
  const of = (id: ValueId): ValueId => {
    while (parent[id] !== id) id = parent[id]!;
    return id;
  };
  const made = new Set<ValueId>();
  const join = (a: ValueId, b: ValueId) => {
    parent[of(a)] = of(b);
  };
  const visit = (block: Block): void => {
    for (const step of block.steps) {
      if (step.kind === 'operation') {
        if (step.op !== 'set') continue;
        if (made.has(step.args[0]!)) join(step.args[0]!, step.result);
        made.add(step.result);
        continue;
      }
      step.initial.forEach((initial, k) => {
        const arg = step.body.args[k + 1]!;
        join(step.results[k]!, arg);
        if (made.has(initial)) join(initial, arg);
        made.add(arg).add(step.results[k]!);
      });
      visit(step.body);
      step.body.results.forEach((result, k) => {
        if (made.has(result)) join(result, step.body.args[k + 1]!);
      });
    }
  };
  visit(kernel.body);
  return { of, made };
}

/**
 * Threads that go through a loop within a loop, as values of each of which there would be a copy; and that are read and
 * written by elements only, each version before the next one is made, so that one set of registers does.
 */
export function nested(kernel: Kernel, { of, made }: Threads): ReadonlySet<ValueId> {
  const deep = new Set<ValueId>();
  const refused = new Set<ValueId>();
  const overwritten = new Set<ValueId>();
  const isArray = (id: ValueId): boolean => kernel.values[id]!.length !== undefined && made.has(id);
  const refuse = (id: ValueId): void => {
    if (isArray(id)) refused.add(of(id));
  };
  const overwrite = (id: ValueId): void => {
    if (overwritten.has(id)) refuse(id);
    overwritten.add(id);
  };
  const visit = ({ steps }: Block, around: ReadonlySet<ValueId>): void => {
    for (const step of steps) {
      if (step.kind === 'operation') {
        step.args.forEach((arg, i) => {
          if (i > 0 || (step.op !== 'get' && step.op !== 'set') || overwritten.has(arg)) refuse(arg);
        });
        if (step.op === 'set') overwrite(step.args[0]!);
        continue;
      }
      const carried = new Set(step.body.args.slice(1).filter(isArray).map(of));
      for (const thread of carried) if (around.has(thread)) deep.add(thread);
      for (const initial of step.initial) overwrite(initial);
      visit(step.body, new Set([...around, ...carried]));
      step.body.results.forEach((result, k) => {
        const arg = step.body.args[k + 1]!;
        if (!isArray(arg)) return;
        if (of(result) !== of(arg) || !made.has(result) || overwritten.has(result)) refuse(arg);
        if (of(result) !== of(arg)) refuse(result);
      });
    }
  };
  visit(kernel.body, new Set());
  for (const id of kernel.body.results) if (overwritten.has(id)) refuse(id);
  return new Set([...deep].filter(thread => !refused.has(thread)));
}

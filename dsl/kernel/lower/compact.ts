import type { Block, Kernel, Leaf, Loop, Operation, Step, Value, ValueId } from '../ir.js';

interface Draft {
  readonly name: string;
  readonly params: readonly Leaf[];
  readonly results: readonly Leaf[];
  readonly values: readonly Value[];
  readonly body: Block;
}

/** Leaves out what no result depends on, and numbers the values anew in the order of their definitions. */
export function compact(draft: Draft): Kernel {
  const live = new Set<ValueId>(draft.body.results);
  const body = prune(draft.body, live, new Set(draft.body.args));
  const values: Value[] = [];
  const numbers = new Map<ValueId, ValueId>();
  const define = (id: ValueId): ValueId => {
    numbers.set(id, values.length);
    values.push(Object.freeze({ ...draft.values[id]! }));
    return values.length - 1;
  };
  const use = (id: ValueId): ValueId => numbers.get(id)!;
  const step = (old: Step): Step => {
    if (old.kind === 'operation') {
      const args = old.args.map(use);
      return Object.freeze({ ...old, args, result: define(old.result) });
    }
    const initial = old.initial.map(use);
    const inner = block(old.body);
    return Object.freeze({ ...old, initial, body: inner, results: old.results.map(define) });
  };
  const block = (old: Block): Block => {
    const args = old.args.map(define);
    const steps = old.steps.map(step);
    return Object.freeze({ args, steps, results: old.results.map(use) });
  };
  const fresh = block(body);
  const { name, params, results } = draft;
  return Object.freeze({ name, params, results, values: Object.freeze(values), body: fresh });
}

/** Walks a block from its end; `live` grows by what is needed from before it. All `args` stay. */
function prune(block: Block, live: Set<ValueId>, args: ReadonlySet<ValueId>): Block {
  const steps: Step[] = [];
  for (const step of block.steps.toReversed()) {
    const kept = step.kind === 'operation' ? operation(step, live) : loop(step, live);
    if (kept) steps.push(kept);
  }
  return { args: block.args.filter(arg => args.has(arg)), steps: steps.reverse(), results: block.results };
}

function operation(step: Operation, live: Set<ValueId>): Operation | undefined {
  if (!live.has(step.result)) return undefined;
  for (const arg of step.args) live.add(arg);
  return step;
}

/** What is carried stays when its last value is needed, or when another that stays depends on it. */
function loop(step: Loop, live: Set<ValueId>): Loop | undefined {
  const [index, ...carried] = step.body.args;
  let kept = carried.map((_, i) => live.has(step.results[i]!));
  if (!kept.includes(true)) return undefined;
  for (;;) {
    const chosen = <T>(list: readonly T[]): T[] => list.filter((_, i) => kept[i]);
    const inner = new Set([...live, ...chosen(step.body.results)]);
    const results = chosen(step.body.results);
    const body = prune({ ...step.body, results }, inner, new Set([index!, ...chosen(carried)]));
    const wanted = carried.map((arg, i) => kept[i]! || inner.has(arg));
    if (wanted.every((want, i) => want === kept[i])) {
      for (const id of inner) live.add(id);
      for (const id of chosen(step.initial)) live.add(id);
      return { ...step, initial: chosen(step.initial), body, results: chosen(step.results) };
    }
    kept = wanted;
  }
}

import { comparisonOf } from './comparison.js';
import type { Low } from './low.js';
import type { Task } from './sink.js';

/** Tasks that all hang on which number a value is. */
export interface Cases {
  readonly subject: Low;
  readonly arms: ReadonlyMap<bigint, readonly Task[]>;
  readonly otherwise: readonly Task[];
}

/** Fewer arms are no gain over branches one after the other. */
const fewestArms = 4;

/**
 * Finds tasks that compare one value with several constants, be it in one chain or each with its own (the engines of
 * which a number selects one), and sorts what they do by that number. Returns them, and the tasks that are left.
 */
export function casesOf(tasks: readonly Task[]): { readonly cases: readonly Cases[]; readonly rest: readonly Task[] } {
  const groups = new Map<Low, Chain[]>();
  for (const task of tasks) {
    const subject = task.kind === 'if' ? comparisonOf(task.cond)?.subject : undefined;
    if (!subject) continue;
    const group = groups.get(subject) ?? [];
    groups.set(subject, group);
    group.push(chainOf(task, subject));
  }
  const cases: Cases[] = [];
  const taken = new Set<Task>();
  for (const [subject, group] of groups) {
    const numbers = new Set(group.flatMap(({ arms }) => [...arms.keys()]));
    // A task that does something for numbers that it does not name would be repeated for each of them.
    const fit = group.filter(({ arms, rest }) => rest.kind === 'keep' || arms.size === numbers.size);
    const used = [...new Set(fit.flatMap(({ arms }) => [...arms.keys()]))].sort((a, b) => (a < b ? -1 : 1));
    if (used.length < fewestArms || used.at(-1)! - used[0]! > BigInt(4 * used.length + 16)) continue;
    const arms = new Map<bigint, Task[]>(used.map(number => [number, []]));
    const otherwise: Task[] = [];
    for (const chain of fit) {
      taken.add(chain.task);
      for (const [number, task] of chain.arms) if (task.kind !== 'keep') arms.get(number)!.push(task);
      if (chain.rest.kind !== 'keep') otherwise.push(chain.rest);
    }
    cases.push({ subject, arms, otherwise });
  }
  return { cases, rest: tasks.filter(task => !taken.has(task)) };
}

/** A task by the numbers that the conditions at its head name. */
interface Chain {
  readonly task: Task;
  readonly arms: ReadonlyMap<bigint, Task>;
  readonly rest: Task;
}

function chainOf(task: Task, subject: Low): Chain {
  const arms = new Map<bigint, Task>();
  let at = task;
  while (at.kind === 'if') {
    const test = comparisonOf(at.cond);
    if (test?.subject !== subject) break;
    const [then, rest] = test.equal ? [at.then, at.else] : [at.else, at.then];
    if (!arms.has(test.number)) arms.set(test.number, then);
    at = rest;
  }
  return { task, arms, rest: at };
}

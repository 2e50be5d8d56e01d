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
  const groups = new Map<Low, Task[]>();
  for (const task of tasks) {
    const test = testOf(task);
    if (!test) continue;
    const group = groups.get(test.subject);
    if (group) group.push(task);
    else groups.set(test.subject, [task]);
  }
  const cases: Cases[] = [];
  const taken = new Set<Task>();
  for (const [subject, group] of groups) {
    const numbers = new Set(group.flatMap(task => [...numbersOf(task, subject)]));
    // A task that does something for numbers that it does not name would be repeated for each of them.
    const fit = group.filter(
      task => under(task, subject, undefined).kind === 'keep' || numbersOf(task, subject).size === numbers.size,
    );
    const used = [...new Set(fit.flatMap(task => [...numbersOf(task, subject)]))].sort((a, b) => (a < b ? -1 : 1));
    if (used.length < fewestArms || used.at(-1)! - used[0]! > BigInt(4 * used.length + 16)) continue;
    for (const task of fit) taken.add(task);
    const doing = (number: bigint | undefined): Task[] =>
      fit.map(task => under(task, subject, number)).filter(({ kind }) => kind !== 'keep');
    cases.push({
      subject,
      arms: new Map(used.map(number => [number, doing(number)])),
      otherwise: doing(undefined),
    });
  }
  return { cases, rest: tasks.filter(task => !taken.has(task)) };
}

/** What the condition of a task compares, when it is a comparison of up to 32 bits with a constant. */
function testOf(task: Task): { readonly subject: Low; readonly number: bigint; readonly equal: boolean } | undefined {
  if (task.kind !== 'if' || (task.cond.op !== 'eq' && task.cond.op !== 'ne')) return undefined;
  const [subject, constant] = task.cond.args as [Low, Low];
  if (constant.op !== 'const' || subject.type !== 'i32') return undefined;
  return { subject, number: constant.value, equal: task.cond.op === 'eq' };
}

/** The numbers that the conditions at the head of a task name. */
function numbersOf(task: Task, subject: Low, found = new Set<bigint>()): Set<bigint> {
  for (let at = task; ; ) {
    const test = testOf(at);
    if (test?.subject !== subject || at.kind !== 'if') return found;
    found.add(test.number);
    at = test.equal ? at.else : at.then;
  }
}

/** A task when the subject is that number; undefined: one that the task does not name. */
function under(task: Task, subject: Low, number: bigint | undefined): Task {
  for (let at = task; ; ) {
    const test = testOf(at);
    if (test?.subject !== subject || at.kind !== 'if') return at;
    at = (test.number === number) === test.equal ? at.then : at.else;
  }
}

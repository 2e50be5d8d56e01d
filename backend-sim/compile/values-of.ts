import type { Low } from './low.js';
import { operands, type Sink, type Task } from './sink.js';

/** What a task consists of, each part once. */
export interface TaskParts {
  readonly conds: readonly Low[];
  readonly sinks: readonly Sink[];
  /** What its sinks take. */
  readonly values: readonly Low[];
}

export function partsOf(task: Task): TaskParts {
  const conds = new Set<Low>();
  const sinks = new Set<Sink>();
  const seen = new Set<Task>();
  const stack = [task];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.kind === 'leaf') for (const sink of at.value) sinks.add(sink);
    if (at.kind !== 'if') continue;
    conds.add(at.cond);
    stack.push(at.then, at.else);
  }
  return { conds: [...conds], sinks: [...sinks], values: [...new Set([...sinks].flatMap(operands))] };
}

/** Visits every value that these follow from once, those before that `enter` refuses. */
export function visit(roots: readonly Low[], enter: (low: Low) => boolean): void {
  const stack = [...roots];
  for (let low = stack.pop(); low; low = stack.pop()) if (enter(low)) stack.push(...low.args);
}

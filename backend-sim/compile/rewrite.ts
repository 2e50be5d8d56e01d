import type { Low } from './low.js';
import type { Sink, Task } from './sink.js';
import { choose } from './tree.js';

/** The same task with every value exchanged. */
export function rewrite(task: Task, value: (low: Low) => Low): Task {
  const chain: { readonly cond: Low; readonly then: Task }[] = [];
  let at = task;
  for (; at.kind === 'if'; at = at.else) chain.push({ cond: value(at.cond), then: rewrite(at.then, value) });
  const end: Task = at.kind === 'leaf' ? { kind: 'leaf', value: at.value.map(sink => rewriteSink(sink, value)) } : at;
  return chain.reduceRight<Task>((rest, { cond, then }) => choose(cond, then, rest), end);
}

function rewriteSink(sink: Sink, value: (low: Low) => Low): Sink {
  switch (sink.kind) {
    case 'store':
      return { ...sink, value: value(sink.value) };
    case 'event':
      return { ...sink, args: sink.args.map(value) };
    case 'mark':
      return sink.cond ? { ...sink, cond: value(sink.cond) } : sink;
    case 'element': {
      const { mask, ...rest } = sink;
      return {
        ...rest,
        index: value(sink.index),
        words: sink.words.map(value),
        ...(mask && { mask: mask.map(value) }),
      };
    }
  }
}

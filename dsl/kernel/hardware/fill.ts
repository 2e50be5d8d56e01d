import type { Loc } from '../../ir/index.js';
import type { Kernel, Loop, ValueId } from '../ir.js';
import type { ArrayStore } from './memories.js';
import type { Threads } from './threads.js';
import { rewrite, type Writer } from './writer.js';

/** The array of some thread, and where it lives. */
export interface Choice {
  readonly name: string;
  readonly store: ArrayStore | typeof inPlace;
}

/** Registers that are written where they stand. */
export const inPlace = {
  style: 'registers',
  reads: Number.POSITIVE_INFINITY,
  writes: Number.POSITIVE_INFINITY,
} as const;

/** The kernel with a loop before each memory that starts with contents; and the arrays that such loops begin with, whose contents do not matter. */
export function filled(kernel: Kernel, threads: Threads, chosen: ReadonlyMap<ValueId, Choice>) {
  const blanks = new Map<ValueId, Choice>();
  /** What stands for `source` where it starts a memory: a number that no value of the kernel has, for the filled memory. */
  const start = (writer: Writer, source: ValueId, thread: ValueId, loc: Loc): ValueId => {
    const choice = chosen.get(threads.of(thread));
    if (choice === undefined || threads.made.has(source)) return source;
    const id = -1 - blanks.size;
    const make = choice.store === inPlace ? copied : fill;
    writer.rename(id, make(writer, writer.of(source), choice, loc, blanks));
    return id;
  };
  const written = rewrite(
    kernel,
    (writer, step) => {
      if (step.op !== 'set') return writer.copy(step);
      const [array, ...rest] = step.args as [ValueId, ...ValueId[]];
      return writer.copy({ ...step, args: [start(writer, array, step.result, step.loc), ...rest] });
    },
    (writer, step, steps) => {
      const initial = step.initial.map((source, k) => start(writer, source, step.body.args[k + 1]!, step.loc));
      writer.loop({ ...step, initial }, () => steps(step.body.steps));
    },
  );
  return { written, blanks };
}

/** All of it at once, where there are registers. */
function copied(writer: Writer, source: ValueId, choice: Choice, loc: Loc, blanks: Map<ValueId, Choice>): ValueId {
  const { range, length = 1 } = writer.values[source]!;
  const result = writer.add('wrap', [source], range, loc, { length, name: choice.name });
  blanks.set(result, choice);
  return result;
}

function fill(writer: Writer, source: ValueId, choice: Choice, loc: Loc, blanks: Map<ValueId, Choice>): ValueId {
  const { name } = choice;
  const { range, length = 1 } = writer.values[source]!;
  const array = { range, length, loc, name };
  const blank = writer.value(array);
  blanks.set(blank, choice);
  const index = writer.value({ range: { min: 0n, max: BigInt(length - 1) }, loc });
  const arg = writer.value(array);
  const outer = writer.steps;
  writer.steps = [];
  const enable = writer.constant(1n, loc);
  const word = writer.add('get', [source, index], range, loc);
  const result = writer.add('set', [arg, index, word, enable], range, loc, { length, name });
  const loop: Loop = {
    kind: 'loop',
    flavour: 'pipeline',
    count: length,
    initial: [blank],
    body: { args: [index, arg], steps: writer.steps, results: [result] },
    results: [writer.value(array)],
    loc,
  };
  writer.steps = outer;
  writer.steps.push(loop);
  return loop.results[0]!;
}

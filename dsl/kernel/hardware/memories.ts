import type { Loc } from '../../ir/index.js';
import { fail } from '../../scope/report.js';
import type { Block, Kernel, ValueId } from '../ir.js';
import type { MemoryPlan } from '../schedule/flow.js';
import { constantsOf } from '../schedule/plan.js';
import { type Choice, filled, inPlace } from './fill.js';
import { shapeOf, widthOfRange } from './shape.js';
import { nested, threadsOf } from './threads.js';

/**
 * Where an array lives. `registers`: every element at once, in every cycle. `memory`: a block memory, whose words come a
 * cycle after their address; `distributed`: one of look-up tables, whose words come in the same cycle. A memory has a
 * port to read and one to write, unless it is given more.
 */
export type ArrayStore =
  | 'registers'
  | 'memory'
  | 'distributed'
  | { readonly style: 'memory' | 'distributed'; readonly reads?: number; readonly writes?: number };

export type ArrayStores = Readonly<Record<string, ArrayStore>>;

type Draft<T> = { -readonly [K in keyof T]: T[K] };

interface Stored {
  readonly kernel: Kernel;
  readonly memories: ReadonlyMap<ValueId, MemoryPlan>;
}

/** The kernel with the arrays that are to be memories: one that starts with contents is filled first, a word per cycle. */
export function withMemories(kernel: Kernel, stores: ArrayStores): Stored {
  const wanted = Object.entries(stores).filter(([, store]) => store !== 'registers');
  const threads = threadsOf(kernel);
  const chosen = new Map<ValueId, Choice>();
  for (const thread of nested(kernel, threads))
    chosen.set(thread, { name: kernel.values[thread]!.name ?? 'elements', store: inPlace });
  for (const [name, store] of wanted) {
    const found = kernel.values.flatMap((value, id) =>
      value.name === name && value.length !== undefined ? [threads.of(id)] : [],
    );
    if (found.length === 0) {
      const names = new Set(kernel.values.filter(value => value.length !== undefined).map(value => value.name));
      fail(
        'HW002',
        `arrays: kernel ${kernel.name} has no array ${name}`,
        `its arrays: ${[...names].filter(Boolean).join(', ')}`,
      );
    }
    for (const thread of found) chosen.set(thread, { name, store });
  }
  if (chosen.size === 0) return { kernel, memories: new Map() };
  const { written, blanks } = filled(kernel, threads, chosen);
  return { kernel: written, memories: versions(written, blanks, new Map(wanted)) };
}

/** Every value that is the contents of a memory, with it; anything but reads, writes and loops is an error. */
function versions(kernel: Kernel, blanks: ReadonlyMap<ValueId, Choice>, stores: ReadonlyMap<string, ArrayStore>) {
  const constants = constantsOf(kernel);
  const memories = new Map<ValueId, Draft<MemoryPlan>>();
  const overwritten = new Set<ValueId>();
  const wrong = (id: ValueId, what: string, loc: Loc): never =>
    fail(
      'HW052',
      `array ${memories.get(id)!.name} ${what}`,
      'read and write it by its elements, or leave it in registers',
      [{ loc, note: 'here' }],
    );
  for (const [id, { name, store }] of blanks) memories.set(id, memoryOf(kernel, id, name, store));
  // What a memory is filled with is no memory itself.
  const filledOnes = new Set([...blanks.values()].map(({ name }) => name));
  const tables = tablesOf(kernel, constants, new Set([...stores.keys()].filter(name => !filledOnes.has(name))));
  for (const id of tables) {
    const { name } = kernel.values[id]!;
    memories.set(id, { ...memoryOf(kernel, id, name!, stores.get(name!)!), init: constants.get(id)! });
  }
  const visit = (block: Block): void => {
    for (const step of block.steps) {
      if (step.kind === 'operation') {
        step.args.forEach((arg, i) => {
          if (!memories.has(arg)) return;
          if (i > 0 || (step.op !== 'get' && step.op !== 'set')) wrong(arg, 'is used as a whole', step.loc);
          if (overwritten.has(arg)) wrong(arg, 'is used as it was before it was written', step.loc);
        });
        const memory = memories.get(step.args[0] ?? -1);
        if (step.op !== 'set' || !memory) continue;
        overwritten.add(step.args[0]!);
        memories.set(step.result, memory);
        continue;
      }
      step.initial.forEach((initial, k) => {
        const memory = memories.get(initial);
        if (!memory) return;
        if (overwritten.has(initial)) wrong(initial, 'is used as it was before it was written', step.loc);
        overwritten.add(initial);
        memories.set(step.body.args[k + 1]!, memory);
        memories.set(step.results[k]!, memory);
      });
      visit(step.body);
      step.body.results.forEach((result, k) => {
        const carried = memories.get(step.body.args[k + 1]!);
        if (memories.get(result) !== carried)
          wrong(memories.has(result) ? result : step.body.args[k + 1]!, 'is exchanged for another', step.loc);
      });
    }
  };
  visit(kernel.body);
  // Words as wide as any version needs them.
  for (const memory of new Set(memories.values())) {
    const ranges = [...memories].filter(([, other]) => other === memory).map(([id]) => kernel.values[id]!.range);
    const min = ranges.reduce((least, range) => (range.min < least ? range.min : least), 0n);
    const max = ranges.reduce((most, range) => (range.max > most ? range.max : most), 0n);
    Object.assign(memory, { width: widthOfRange({ min, max }), signed: min < 0n });
  }
  for (const id of kernel.body.results)
    if (memories.has(id) && memories.get(id)!.style !== 'registers')
      wrong(id, 'leaves the kernel as a whole', kernel.values[id]!.loc);
  return memories;
}

/** Constant arrays that are only read, under one of the names. */
function tablesOf(
  kernel: Kernel,
  constants: ReadonlyMap<ValueId, readonly bigint[]>,
  names: ReadonlySet<string>,
): ValueId[] {
  const others = new Set<ValueId>(kernel.body.results);
  const read = new Set<ValueId>();
  const visit = ({ steps, results }: Block): void => {
    for (const id of results) others.add(id);
    for (const step of steps) {
      if (step.kind === 'loop') {
        for (const id of step.initial) others.add(id);
        visit(step.body);
      } else
        step.args.forEach((arg, i) => {
          (step.op === 'get' && i === 0 ? read : others).add(arg);
        });
    }
  };
  visit(kernel.body);
  return [...constants.keys()].filter(id => {
    const { name, length } = kernel.values[id]!;
    return length !== undefined && name !== undefined && names.has(name) && read.has(id) && !others.has(id);
  });
}

function memoryOf(kernel: Kernel, id: ValueId, name: string, store: Choice['store']): Draft<MemoryPlan> {
  const { style: wanted, reads = 1, writes = 1 } = typeof store === 'string' ? { style: store } : store;
  const style = wanted === 'memory' ? 'block' : wanted;
  const { width, signed, lanes } = shapeOf(kernel, id);
  const { loc } = kernel.values[id]!;
  return { name, style, reads, writes, depth: lanes, width, signed, loc };
}

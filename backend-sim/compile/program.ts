import { assemble, Code, type Func } from '../wasm/index.js';
import { blockOf } from './block.js';
import { emit } from './emit.js';
import { type EventBuffer, emitEvent } from './events.js';
import type { Graph } from './graph.js';
import { type Layout, strideOf } from './layout.js';
import type { Low } from './low.js';
import { itemsWithin, place } from './place.js';
import { schedule } from './schedule.js';
import type { EventSink, Task } from './sink.js';
import { crossing, splitFunctions } from './split.js';

/** Code that stands around the tasks of a program, inside its loop. */
export interface Harness {
  /** Before everything else in a cycle. */
  before?(code: Code): void;
  /** Tasks of their own before those of the program, and what comes between. */
  readonly prelude?: { readonly tasks: readonly Task[]; after(code: Code): void };
  /** After them; leaves on the stack whether the loop is to end with this cycle. */
  after?(code: Code): void;
}

export interface ProgramParts {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly events: EventBuffer;
  /** Numbers of the reports that stop a run. */
  readonly asserts: ReadonlySet<number>;
  /** Operations of one function at most. */
  readonly functionLimit: number;
  readonly tasks: readonly Task[];
  /** Absent: the tasks run once per call. */
  readonly loop?: Harness;
}

/** Compiled code over the linear memory of a machine. */
export interface Program {
  /** The WebAssembly module, its entry exported as `run`: (cycles wanted) -> cycles done. */
  readonly binary: Uint8Array<ArrayBuffer>;
}

/**
 * Translates tasks to a WebAssembly module:
 * arrange by condition, place every value as deep as its users allow, order for update in place, cut into functions,
 * emit.
 */
export function program({ graph, layout, events, asserts, functionLimit, tasks, loop }: ProgramParts): Program {
  const entry = new Code(['i32']);
  const functions: Func[] = [{ code: entry, results: ['i32'], name: 'run' }];
  const said: EventSink[] = [];
  /** Translates tasks; what comes back writes them where the entry stands. */
  const stage = (own: readonly Task[]): (() => void) => {
    const root = blockOf(own);
    const placement = place(root, graph.nodes);
    schedule(placement, layout);
    const first = functions.length;
    const count = splitFunctions(root, functionLimit, first);
    for (let i = first; i < count; i++) functions.push({ code: new Code(), results: [] });
    const slots = new Map<Low, number>();
    for (const low of crossing(placement)) slots.set(low, layout.allocate(strideOf(low.width)));
    for (const item of itemsWithin(root)) {
      if (item.kind === 'sink' && item.sink.kind === 'event') said.push(item.sink);
    }
    const context = {
      placement,
      layout,
      slots,
      event: (code: Code, sink: EventSink, push: (low: Low) => void) =>
        emitEvent(code, events, sink, asserts.has(sink.report), push),
    };
    return () => {
      for (const [number, code] of emit(context, entry)) functions[number] = { code, results: [] };
    };
  };
  const prelude = loop?.prelude && stage(loop.prelude.tasks);
  const main = stage(tasks);
  const done = entry.local('i32');
  if (loop) {
    entry.block().loop();
    if (said.length > 0) {
      entry.i32(0).access('i32.load', events.next).i32(events.last).op('i32.gt_u').brIf(1);
      entry.i32(0).get(done).access('i32.store', events.cycle);
    }
    loop.before?.(entry);
    prelude?.();
    loop.prelude?.after(entry);
    main();
    entry.get(done).i32(1).op('i32.add').set(done);
    if (loop.after) {
      loop.after(entry);
      entry.brIf(1);
    }
    entry.get(done).get(0).op('i32.ge_u').brIf(1);
    if (said.some(sink => asserts.has(sink.report))) {
      entry.i32(0).access('i32.load', events.stop).brIf(1);
    }
    entry.br(0).end().end();
  } else {
    main();
  }
  entry.get(done);
  return { binary: assemble({ functions }) };
}

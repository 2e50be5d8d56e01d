import type { PlacedReport } from '../reports.js';
import type { PlacedSignal } from '../signals.js';
import { load } from '../wasm/index.js';
import type { Edge } from './edge.js';
import { edgeTasks } from './edge-tasks.js';
import { type EventBuffer, eventBuffer } from './events.js';
import type { Flat } from './flat.js';
import { type Gated, gate } from './gate.js';
import { type Graph, graph } from './graph.js';
import { type Layout, type Place, placeAt, strideOf } from './layout.js';
import { type Lowering, lowering } from './lower.js';
import type { CompileOptions } from './options.js';
import { paced, type Run } from './pace.js';
import { registerPacking } from './pack-registers.js';
import { type Harness, program } from './program.js';
import type { Task } from './sink.js';
import { storeRows, storeWord } from './state-tasks.js';
import type { Store } from './store.js';
import { leaf } from './tree.js';
import type { Word } from './word.js';

/** A piece of running code. */
export interface Running {
  /** Cycles wanted to cycles done. */
  run(cycles: number): number;
  /** Cycles that the next call may take; see `slices`. */
  slice: number;
}

/**
 * The pieces of code that one machine consists of. Each is compiled when first needed: what happens at an edge, for
 * every set of domains and resets that occurs, and what brings signals up to date for a reader.
 */
export interface Programs {
  readonly graph: Graph;
  readonly lower: Lowering;
  readonly events: EventBuffer;
  edge(edge: Edge): Running;
  /** Code of an edge with something around it and further tasks in it, under a name. */
  special(name: string, edge: Edge, parts: () => Special): Running;
  /** Something other than running code changed the state: what lies in a place, or any of it. */
  disturb(place?: Place): void;
  /** Memory that code of that name works with, taken once. */
  cells<T>(name: string, take: () => T): T;
  /** The lanes of a signal of a node. */
  signalValue(signal: number): readonly Word[];
  /** Where a signal lies, and the group to refresh before reading it; no group: it is always up to date. */
  place(signal: number): { readonly place: Place; readonly group?: Group };
  refresh(group: Group): void;
}

/** What stands around the code of an edge. */
export interface Special {
  readonly tasks: readonly Task[];
  readonly loop: Harness;
  /** Inputs that the loop changes. */
  readonly driven: readonly Place[];
}

/** Signals that are brought up to date together: the outputs of the top, or everything inside. */
export type Group = 'ports' | 'inner';

export function programs(
  flat: Flat,
  layout: Layout,
  store: Store,
  signals: readonly PlacedSignal[],
  reports: readonly PlacedReport[],
  { functionLimit, partitions, clusters, leastGain }: Required<CompileOptions>,
): Programs {
  const g = graph();
  const lower = lowering(g, flat, layout);
  const pack = registerPacking(lower, layout, leastGain);
  const events = eventBuffer(layout, reports);
  const asserts = new Set(reports.flatMap(({ kind }, i) => (kind === 'assert' || kind === 'assume' ? [i] : [])));
  const build = (tasks: readonly Task[], loop?: Harness): Running => {
    const { binary } = program({ graph: g, layout, events, asserts, functionLimit, tasks, ...(loop && { loop }) });
    store.fit();
    store.setConstants();
    return { run: load(binary, store.memory), slice: firstSlice };
  };
  /** The partitions whose flags hold; see `gate`. */
  let awake: Gated | undefined;
  /** The code of an edge, in the one way and the other. */
  const cycles = (edge: Edge, around: Special = { tasks: [], loop: {}, driven: [] }): Running => {
    const { tasks, loop } = around;
    const start = clock();
    const own = edgeTasks(flat, layout, lower, reports, edge, pack);
    const plain = (): Run => {
      const { run } = build([...own.tasks, ...tasks], loop);
      return count => {
        awake = undefined;
        return run(count);
      };
    };
    const gated = (): Run | undefined => {
      const parts = gate(g, layout, own.scopes(), around, clusters);
      if (!parts) return undefined;
      const { run } = build(parts.tasks, { ...loop, prelude: { tasks: parts.watches, after: parts.before } });
      return count => {
        if (awake !== parts) parts.wakeAll(store.view());
        awake = parts;
        return run(count);
      };
    };
    const measured = (): Run => {
      const first = plain();
      return paced({ plain: first, gated, clock, patience: patience * (clock() - start) });
    };
    const run = partitions === 'measured' ? measured() : (partitions === 'always' && gated()) || plain();
    return { run, slice: firstSlice };
  };
  const taken = new Map<string, unknown>();
  const known = new Map<string, Running>();
  const remember = (key: string, make: () => Running): Running => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };

  /** Signals that are not state, by the node that they show. */
  const slots = new Map<number, { readonly place: Place; readonly group: Group }>();
  const reset = layout.allocate(8);
  const places = signals.map(({ place, kind, width, lanes }): { place: Place; group?: Group } => {
    if (place.at === 'reset') return { place: placeAt(reset, 1, 1) };
    const id = flat.at(place.scope, place.node);
    const state = layout.state(id);
    if (state) return { place: state };
    const group = kind === 'output' ? 'ports' : 'inner';
    const slot = slots.get(id) ?? {
      place: placeAt(layout.allocate(strideOf(width) * lanes + 16), width, lanes),
      group,
    };
    slots.set(id, slot);
    return slot;
  });
  const reader = (group: Group): Running =>
    remember(group, () => {
      const wanted = [...slots].filter(([, slot]) => slot.group === group);
      lower.need(wanted.map(([id]) => id));
      return build(
        wanted.map(([id, { place }]): Task => {
          const scope = flat.scopeOf(id);
          const node = id - flat.scopes[scope]!.base;
          const vector = lower.vector(scope, node);
          if (vector) return leaf(storeRows(g, place, vector));
          return leaf(lower.value(scope, node).flatMap((word, lane) => storeWord(place, lane, word)));
        }),
      );
    });

  return {
    graph: g,
    lower,
    events,
    edge: edge => remember(`edge ${edge.mask} ${edge.reset}`, () => cycles(edge)),
    special: (name, edge, parts) => remember(`${name} ${edge.mask} ${edge.reset}`, () => cycles(edge, parts())),
    disturb(place) {
      if (place) awake?.wake(store.view(), place);
      else awake = undefined;
    },
    cells<T>(name: string, take: () => T): T {
      if (!taken.has(name)) taken.set(name, take());
      return taken.get(name) as T;
    },
    signalValue(signal) {
      const { place } = signals[signal]!;
      if (place.at === 'reset') throw new Error('the level of a reset pin is no value of the design');
      return lower.value(place.scope, place.node);
    },
    place: signal => places[signal]!,
    refresh(group) {
      reader(group).run(0);
    },
  };
}

const clock = (): number => performance.now();
/** A run takes so many times as long as its code took to make, before code for it is made in another way. */
const patience = 1;

const firstSlice = 64;
const longestSlice = 1 << 14;

/**
 * Calls `run` for `cycles` in slices that double: V8 replaces a function by its optimised form only between calls,
 * so that one long call would stay in the slow form to its end. `after` sees each slice, and stops the run with true.
 */
export function slices(running: Running, cycles: number, after: (wanted: number, done: number) => boolean): number {
  let total = 0;
  while (total < cycles) {
    const wanted = Math.min(running.slice, cycles - total);
    if (wanted === running.slice) running.slice = Math.min(running.slice * 2, longestSlice);
    const done = running.run(wanted);
    total += done;
    if (after(wanted, done)) break;
  }
  return total;
}

import type { Code } from '../wasm/index.js';
import { type Atom, type ClusterSizes, clustersOf } from './clusters.js';
import { beginCycle, bitsAt, type Flags } from './flags.js';
import type { Graph } from './graph.js';
import type { Layout, Place } from './layout.js';
import type { Low } from './low.js';
import { writeKey } from './schedule.js';
import { separate, watchKey } from './separate.js';
import { type MarkSink, mapTree, type Sink, type Task } from './sink.js';
import { supportsOf } from './support.js';
import { choose, keep, leaf } from './tree.js';
import { limbWidths } from './word.js';

/**
 * The tasks of an edge in partitions, each behind a flag. A partition runs in a cycle when something changed in the
 * cycle before that it may depend on. One that does not run would store what is already there and say nothing: it ran
 * with the same state before.
 *
 * The flags are explained in `flags`, and what becomes of values that several partitions need in `separate`.
 */
export interface Gated {
  readonly tasks: readonly Task[];
  /** Tasks to be done before `before` and the others: they find out whether watched values have changed. */
  readonly watches: readonly Task[];
  /** What has to happen before the tasks of a cycle. */
  before(code: Code): void;
  /** Partitions, and how many of them ran in the last cycle. */
  readonly partitions: number;
  awake(view: DataView): number;
  /** Wakes all partitions, through the memory of the machine. */
  wakeAll(view: DataView): void;
  /** Wakes those that read what lies in a place, and those that write it: another hand changed it. */
  wake(view: DataView, place: Place): void;
}

/** Visits of values that finding partitions may take. */
const patience = 4_000_000;

/** Undefined where flags cannot pay: fewer than two partitions, or no way to find them in good time. */
export function gate(
  g: Graph,
  layout: Layout,
  scopes: readonly (readonly Task[])[],
  /** What else happens in every cycle, and the inputs that it changes. */
  around: { readonly tasks: readonly Task[]; readonly driven: readonly Place[] },
  sizes: ClusterSizes,
): Gated | undefined {
  const tasks = scopes.flat();
  const scopeOf = scopes.flatMap((own, scope) => own.map(() => scope));
  const supports = supportsOf(layout, tasks, patience);
  if (!supports) return undefined;
  const atoms = supports.map((support, i): Atom => ({ ...support, scope: scopeOf[i]! }));
  const clusters = clustersOf(atoms, sizes);
  const numbers = new Map([...new Set(clusters.filter(cluster => cluster !== undefined))].map((c, i) => [c, i]));
  if (numbers.size < 2) return undefined;
  const partitions = clusters.map(cluster => (cluster === undefined ? undefined : numbers.get(cluster)!));
  const {
    cuts,
    watches,
    tasks: separated,
  } = separate(
    g,
    layout,
    [
      ...tasks.map((task, i) => ({ task, partition: partitions[i], ...atoms[i]! })),
      ...around.tasks.map(task => ({ task, partition: undefined, writes: [], control: [] })),
    ],
    sizes.cut,
  );
  const words = Math.ceil(numbers.size / 128) * 4;
  const kept = Math.ceil(cuts.length / 128) * 4;
  const take = (): number => layout.allocate(4 * (words + kept));
  const flags: Flags = { words, kept, now: take(), woken: take(), offered: take(), sampling: take() };

  const readers = { control: new Map<number, number[]>(), payload: new Map<number, number[]>() };
  const writers = new Map<number, number[]>();
  const note = (map: Map<number, number[]>, keys: readonly number[], number: number): void => {
    for (const key of keys) {
      const known = map.get(key);
      if (known) known.push(number);
      else map.set(key, [number]);
    }
  };
  const borders = new Map(watches.map(({ low }, i) => [low, watchKey(i)]));
  const within = watches.length > 0 ? supportsOf(layout, tasks, Number.POSITIVE_INFINITY, borders)! : supports;
  within.forEach(({ control, payload, writes }, i) => {
    const partition = partitions[i];
    if (partition === undefined) return;
    note(readers.control, control, partition);
    note(readers.payload, payload, partition);
    note(writers, writes, partition);
  });
  cuts.forEach(({ keys }, i) => {
    note(readers.control, keys, 32 * words + i);
  });
  const bitsOf = (keys: readonly number[]): MarkSink['bits'] => {
    const control = new Set(keys.flatMap(key => readers.control.get(key) ?? []));
    const payload = keys.flatMap(key => readers.payload.get(key) ?? []).filter(one => !control.has(one));
    return [...bitsAt(flags.woken, [...control]), ...bitsAt(flags.offered, payload)];
  };

  /** What a sink has to tell others. */
  const marks = (sink: Sink, partition: number | undefined): Sink[] => {
    // What has been said is to be said again in the next cycle.
    if (sink.kind === 'event') return partition === undefined ? [] : [mark(bitsAt(flags.woken, [partition]))];
    const key = writeKey(layout, sink);
    const bits = key === undefined ? [] : bitsOf([key]);
    if (bits.length === 0) return [];
    return [mark(bits, sink.kind === 'store' ? changes(g, sink, partition) : undefined)];
  };
  const behindFlags = (task: Task, i: number): Task => {
    const partition = partitions[i];
    const samples = partition !== undefined && within[i]!.payload.length > 0;
    const sampling = samples ? [mark(bitsAt(flags.sampling, [partition]))] : [];
    const whole = mapTree(task, sinks =>
      leaf([...sinks.flatMap(sink => [sink, ...marks(sink, partition)]), ...sampling]),
    );
    if (partition === undefined) return whole;
    const word = g.load(flags.now + 4 * (partition >>> 5), 32);
    return choose(g.redor(word), choose(g.slice(word, partition & 31, 1), whole, keep), keep);
  };
  const known = new Map<Place, MarkSink['bits']>();
  const bitsOfPlace = (place: Place): MarkSink['bits'] => {
    const found = known.get(place);
    if (found) return found;
    const keys = keysOf(layout, place);
    const written = keys.flatMap(key => writers.get(key) ?? []);
    const bits = [...bitsOf(keys), ...bitsAt(flags.woken, written)];
    known.set(place, bits);
    return bits;
  };
  const all = separated(cut => ({ word: flags.now + 4 * (words + (cut >>> 5)), bit: cut & 31 }));
  const always = bitsOf(around.driven.flatMap(place => keysOf(layout, place)));
  return {
    watches: watches.map(({ low, slot }, i): Task => {
      const bits = bitsOf([watchKey(i)]);
      const stored: Sink = { kind: 'store', address: slot, value: low };
      return choose(g.ne(low, g.load(slot, low.width)), leaf([stored, mark(bits)]), keep);
    }),
    tasks: all.map((task, i) => (i < tasks.length ? behindFlags(task, i) : task)),
    partitions: numbers.size,
    awake: view =>
      Array.from(numbers.values(), one => (view.getUint8(flags.now + (one >>> 3)) >>> (one & 7)) & 1).reduce(
        (sum, bit) => sum + bit,
        0,
      ),
    before: code => beginCycle(code, flags, always),
    wakeAll(view) {
      for (let word = 0; word < words + kept; word++) view.setUint32(flags.woken + 4 * word, 0xffff_ffff, true);
    },
    wake(view, place) {
      for (const { address, mask } of bitsOfPlace(place)) {
        view.setUint32(address, view.getUint32(address, true) | mask, true);
      }
    },
  };
}

/** The keys of all lanes of a place. */
const keysOf = (layout: Layout, { address, stride, lanes, width }: Place): number[] => [
  ...new Set(
    Array.from({ length: lanes }, (_, lane) =>
      limbWidths(width).map((_, limb) => layout.keyOf(address + lane * stride + 8 * limb)),
    ).flat(),
  ),
];

const mark = (bits: MarkSink['bits'], cond?: Low): MarkSink => ({ kind: 'mark', bits, ...(cond && { cond }) });

/** Whether a store makes a difference. What lies there is read by this partition for itself, for that is cheapest. */
function changes(g: Graph, { address, value, signed }: Extract<Sink, { kind: 'store' }>, partition = -1): Low {
  const rows = value.type === 'v128';
  const old = g.again(rows ? g.rowLoad(address) : g.load(address, value.width, signed === true), [], partition + 1);
  return rows ? g.differ(value, old) : g.ne(value, old);
}

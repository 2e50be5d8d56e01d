import type { Graph } from './graph.js';
import { type Layout, strideOf } from './layout.js';
import type { Low } from './low.js';
import { costOf } from './place.js';
import { rewrite } from './rewrite.js';
import { readKeys } from './schedule.js';
import type { Task } from './sink.js';
import { partsOf, visit } from './values-of.js';

/** A task and the partition that it belongs to; undefined: to none, it runs in every cycle. */
export interface Member {
  readonly task: Task;
  readonly partition: number | undefined;
  /** State that it writes, and state that decides whether it does anything. */
  readonly writes: readonly number[];
  readonly control: readonly number[];
}

/** A value that is computed when something changed that it follows from, and otherwise kept. */
export interface Cut {
  readonly low: Low;
  /** Keys of the state that it follows from. */
  readonly keys: readonly number[];
}

/** A cheap value that many partitions need: it is computed in every cycle, and wakes them when it changes. */
export interface Watch {
  readonly low: Low;
  /** Where it is found. */
  readonly slot: number;
}

export interface Separated {
  readonly watches: readonly Watch[];
  /** The tasks, on values that no two partitions compute together, but for what is cheap or cut. */
  tasks(bitOf: (cut: number) => { readonly word: number; readonly bit: number }): Task[];
  readonly cuts: readonly Cut[];
}

/** Copies of a value that costs this at most are cheaper than a place where several partitions find it. */
const cheap = 12;
/** More partitions than this find a cheap value computed once, in every cycle. */
const few = 2;
/** Keys of watched values, below all keys of the layout. */
const firstWatch = -(2 ** 40);
export const watchKey = (watch: number): number => firstWatch - watch;

/**
 * Keeps apart what partitions compute: a value that several need would have to be computed in every cycle, for one of
 * them might be awake. A cheap one is computed by each of them. A costly one, and a costly part of what a register
 * takes in every cycle beside its own value, is cut out: it is computed when a flag says that it may have changed.
 */
export function separate(g: Graph, layout: Layout, members: readonly Member[], least: number): Separated {
  const parts = members.map(({ task }) => partsOf(task));
  const rootsOf = (member: number): readonly Low[] => [...parts[member]!.conds, ...parts[member]!.values];
  const none = 0;
  const homeOf = (member: number): number => (members[member]!.partition ?? -1) + 1;
  const costs = costsOf(g);

  /** Homes that need a value, and the last of them. */
  let homes: Int32Array = new Int32Array(0);
  let last: Int32Array = homes;
  const cuts = new Map<Low, number>();
  const count = (roots: readonly Low[], home: number): void => {
    visit(roots, low => {
      if (last[low.id] === home) return false;
      last[low.id] = home;
      homes[low.id]!++;
      return !cuts.has(low) && !watches.has(low);
    });
  };
  const countAll = (): void => {
    homes = new Int32Array(g.nodes.length);
    last = new Int32Array(g.nodes.length).fill(-1);
    const order = members.map((_, i) => i).sort((a, b) => homeOf(a) - homeOf(b));
    for (const member of order) count(rootsOf(member), homeOf(member));
    const first = 1 + Math.max(...members.map((_, i) => homeOf(i)));
    for (const [low, cut] of cuts) count(low.args, first + cut);
  };
  const watches = new Map<Low, number>();
  const cutAt = (low: Low): void => {
    const many = homes[low.id]! > few && costs[low.id]! <= Math.max(cheap, 2 * least) && low.type !== 'v128';
    if (many) {
      if (!watches.has(low)) watches.set(low, watches.size);
    } else if (costs[low.id]! >= least && !cuts.has(low)) cuts.set(low, cuts.size);
  };

  countAll();
  const seen = new Uint8Array(g.nodes.length);
  members.forEach(({ task, writes, control }, i) => {
    const shared = (low: Low, by: number): boolean => homes[low.id]! > by && low.args.length > 0;
    for (const low of rootsOf(i)) if (shared(low, 1)) cutAt(low);
    visit(rootsOf(i), low => {
      if (seen[low.id]) return false;
      seen[low.id] = 1;
      for (const arg of low.args) if (shared(arg, Math.max(1, homes[low.id]!))) cutAt(arg);
      return true;
    });
    if (task.kind !== 'leaf' || !writes.some(key => control.includes(key))) return;
    for (const low of besideOwn(layout, parts[i]!.values, writes)) if (costs[low.id]! >= 2 * least) cutAt(low);
  });
  countAll();
  const borders = new Map([...watches].map(([low, watch]) => [low, watchKey(watch)]));
  const found = [...cuts.keys()].map((low): Cut => ({ low, keys: keysOf(layout, low, borders) }));
  const slots = [...watches.keys()].map((low): Watch => ({ low, slot: layout.allocate(strideOf(low.width)) }));

  return {
    cuts: found,
    watches: slots,
    tasks(bitOf) {
      const first = 1 + Math.max(...members.map((_, i) => homeOf(i)));
      const known = new Map<number, Map<Low, Low>>();
      const valuesAt = (home: number): Map<Low, Low> => {
        const values = known.get(home) ?? new Map<Low, Low>();
        known.set(home, values);
        return values;
      };
      /** The value as that home computes it. Goes down without recursion, for chains may be long. */
      const privately = (root: Low, home: number): Low => {
        const values = valuesAt(home);
        const stack = [root];
        for (let low = stack.at(-1); low; low = stack.at(-1)) {
          if (values.has(low)) {
            stack.pop();
            continue;
          }
          const watch = watches.get(low);
          if (watch !== undefined) {
            values.set(low, g.again(g.load(slots[watch]!.slot, low.width), [], home));
            stack.pop();
            continue;
          }
          const cut = cuts.get(low);
          const shared = cut === undefined && home !== none && homes[low.id]! > few;
          if (shared || (cut !== undefined && home !== first + cut)) {
            const at = cut === undefined ? none : first + cut;
            values.set(low, cut === undefined ? privately(low, at) : kept(low, cut));
            stack.pop();
            continue;
          }
          const missing = low.args.filter(arg => !values.has(arg));
          if (missing.length > 0) {
            stack.push(...missing);
            continue;
          }
          stack.pop();
          const args = low.args.map(arg => values.get(arg)!);
          const own = homes[low.id]! > 1 && home !== none && costs[low.id]! <= cheap && costs[low.id]! > 0;
          const same = args.every((arg, i) => arg === low.args[i]);
          values.set(low, own ? g.again(low, args, home) : same ? low : g.again(low, args));
        }
        return values.get(root)!;
      };
      const made = new Map<number, Low>();
      const kept = (low: Low, cut: number): Low => {
        const before = made.get(cut);
        if (before) return before;
        const slot = layout.allocate(strideOf(low.width));
        const { word, bit } = bitOf(cut);
        const fresh = privately(low, first + cut);
        const stale = g.slice(g.load(word, 32), bit, 1);
        const value = g.mux(
          stale,
          g.stored(fresh, slot, word, bit),
          low.type === 'v128' ? g.rowLoad(slot) : g.load(slot, low.width),
        );
        made.set(cut, value);
        return value;
      };
      // Those within others first, so that nothing here goes deep.
      for (const [low, cut] of [...cuts].sort(([a], [b]) => a.id - b.id)) kept(low, cut);
      return members.map(({ task }, i) => rewrite(task, low => privately(low, homeOf(i))));
    },
  };
}

/** Operations behind every value, those that it shares counted again. */
function costsOf(g: Graph): Float64Array {
  const costs = new Float64Array(g.nodes.length);
  for (const low of g.nodes) {
    costs[low.id] = low.args.reduce((sum, arg) => Math.min(1e9, sum + costs[arg.id]!), costOf(low));
  }
  return costs;
}

function keysOf(layout: Layout, low: Low, borders: ReadonlyMap<Low, number>): number[] {
  const keys = new Set<number>();
  const seen = new Set<Low>();
  visit([low], at => {
    if (seen.has(at)) return false;
    seen.add(at);
    const border = borders.get(at);
    for (const key of border === undefined ? readKeys(layout, at) : [border]) keys.add(key);
    return border === undefined;
  });
  return [...keys];
}

/** The largest parts of values that do not follow from state with these keys, where the whole does. */
function besideOwn(layout: Layout, values: readonly Low[], keys: readonly number[]): Low[] {
  const cone = new Set<Low>();
  visit(values, low => !cone.has(low) && cone.add(low) !== undefined);
  const own = new Set<Low>();
  for (const low of [...cone].sort((a, b) => a.id - b.id)) {
    if (readKeys(layout, low).some(key => keys.includes(key)) || low.args.some(arg => own.has(arg))) own.add(low);
  }
  return [...new Set([...own].flatMap(low => low.args.filter(arg => !own.has(arg))))];
}

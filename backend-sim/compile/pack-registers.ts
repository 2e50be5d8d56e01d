import { collapse } from './collapse.js';
import { comparisonOf } from './comparison.js';
import type { FlatId } from './flat.js';
import type { Graph } from './graph.js';
import { fewestLanes } from './groups.js';
import type { Layout, Place } from './layout.js';
import type { Low } from './low.js';
import type { Lowering } from './lower.js';
import { type Lanes, type Pack, type Packed, packer } from './pack.js';
import { type PackCost, packCost } from './pack-cost.js';
import type { Task } from './sink.js';
import { choicesOf, rowTasks } from './state-tasks.js';
import { type Choice, choose, keep, leaf, mapLeaves, rebuild, type Tree } from './tree.js';
import type { Word } from './word.js';

/** What the lanes of a piece of state become; no tree: nothing happens to it. */
export type LaneUpdates = readonly Tree<Word>[];

/** Lanes that are packed together: a row of bytes, two of 16 bits, four of 32. */
const chunk = 16;
/**
 * Lanes with conditions of their own branch around what they need not compute, rows cannot. So much longer than all
 * those branches may rows take when no condition holds; what they gain when all do is more.
 */
const worstLoss = 1.5;
/** Rows that take so many times as long as they may: the rest of the group, which has the same shape, is not tried. */
const hopeless = 2;
/**
 * Operations that packing must save in all. A row that was stored in pieces, or at another address, a processor loads
 * only after it has left the store buffer, some fifteen clock cycles later: a design that is done sooner would wait.
 */
export const leastGain = 32;

/** Makes rows of what happens to registers at an edge; `updates` says it of those to which something may. */
export type RegisterPacking = (updates: (id: FlatId) => LaneUpdates | undefined) => {
  readonly tasks: readonly Task[];
  /** The registers that the tasks are for. */
  readonly ids: ReadonlySet<FlatId>;
};

/**
 * Registers that lie side by side and become what expressions of one shape say, as vectors. What rows do not do with
 * fewer operations stays scalar.
 */
export function registerPacking(lower: Lowering, layout: Layout, least: number): RegisterPacking {
  const g = lower.graph;
  const pack = packer(g, layout);
  /** Values made here for the edges before this one, as ranges of ids. */
  const made: { readonly from: number; to: number }[] = [];
  return updates => {
    const range = { from: g.nodes.length, to: Number.POSITIVE_INFINITY };
    made.push(range);
    const isMade = ({ id }: Low): boolean => made.some(({ from, to }) => id >= from && id < to);
    const context: Context = { g, pack, cost: packCost(isMade) };
    const chunks = layout.groups.flatMap(({ ids, place }) => {
      if (!ids.every(updates)) return [];
      const lanes = ids.map((id, lane) => {
        const tree = updates(id)![0] ?? keep;
        return { tree: mapLeaves(tree, word => word[0]!), old: lower.stored(place, lane)[0]! };
      });
      return packGroup(context, place, ids, lanes);
    });
    range.to = g.nodes.length;
    const enough = chunks.reduce((sum, { gain }) => sum + gain, 0) >= least;
    const kept = enough ? chunks : [];
    return { tasks: kept.flatMap(({ tasks }) => tasks), ids: new Set(kept.flatMap(({ ids }) => ids)) };
  };
}

/** Registers that rows update, and the operations that this saves. */
interface Chunk {
  readonly ids: readonly FlatId[];
  readonly tasks: Task[];
  readonly gain: number;
}

function packGroup(
  context: Context,
  place: Place,
  ids: readonly FlatId[],
  all: readonly LaneUpdate[],
): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from + fewestLanes <= ids.length; from += chunk) {
    const lanes = all.slice(from, from + chunk);
    const part = { ...place, address: place.address + from * place.stride, lanes: lanes.length };
    const { load, tasks, gain } = packChunk(context, part, lanes);
    if (load < 1) chunks.push({ tasks, gain, ids: ids.slice(from, from + chunk) });
    else if (load > hopeless) break;
  }
  return chunks;
}

interface Context {
  readonly g: Graph;
  readonly pack: Pack;
  readonly cost: PackCost;
}

interface LaneUpdate {
  readonly tree: Tree<Low>;
  readonly old: Low;
}

/** Tasks that update one chunk as rows, unless their load, what rows take of what they may, is 1 or more. */
function packChunk(
  { g, pack, cost }: Context,
  place: Place,
  lanes: readonly LaneUpdate[],
): Omit<Chunk, 'ids'> & { readonly load: number } {
  const always: Packed[] = [];
  const sometimes: Packed[] = [];
  let branches = 0;
  const rows = new Set<Low>();
  const tree = mapLeaves(merge(g, lanes), ({ values, conds }) => {
    const packed = pack(values);
    for (const own of conds) {
      always.push(pack(own));
      branches += isOneJump(own) ? 0 : 1.5 * own.length;
    }
    (conds.length > 0 ? sometimes : always).push(packed);
    for (const row of packed.vector.rows) rows.add(row);
    return packed.vector;
  });
  const before = cost.scalars(always);
  const idle = sometimes.length > 0 ? before + branches : Number.POSITIVE_INFINITY;
  const busy = before + cost.scalars(sometimes) + branches + lanes.length;
  const packed = cost.rows(rows) + Math.ceil((lanes.length * place.stride) / 16);
  const load = packed / Math.min(busy, idle * worstLoss);
  cost.settle(load < 1);
  return { load, tasks: load < 1 ? rowTasks(g, place, tree) : [], gain: busy - packed };
}

/** True when lanes compare one value with numbers: scalars then cost one jump for all of them. */
function isOneJump(conds: Lanes): boolean {
  const subjects = conds.map(cond => cond && comparisonOf(cond)?.subject);
  return subjects.some((subject, i) => subject !== undefined && subjects.indexOf(subject) < i);
}

/** Values for the lanes, and conditions of their own: where none holds, most of them need nothing computed. */
interface Merged {
  readonly values: Lanes;
  readonly conds: readonly Lanes[];
}

/** One tree for all lanes: where they decide alike it decides, where they do not the lanes are values. */
function merge(g: Graph, lanes: readonly LaneUpdate[]): Tree<Merged> {
  const trees = lanes.map(({ tree, old }) =>
    rebuild(tree, end => (end.kind === 'leaf' ? choicesOf(end.value, old) : keep)),
  );
  const [first] = trees as [Tree<Low>];
  if (trees.every(tree => tree.kind === 'keep')) return keep;
  if (first.kind === 'if') {
    const { cond } = first;
    if (trees.every(tree => tree.kind === 'if' && tree.cond === cond)) {
      const side = (name: 'then' | 'else') =>
        trees.map((tree, i) => ({ tree: (tree as Choice<Low>)[name], old: lanes[i]!.old }));
      return choose(cond, merge(g, side('then')), merge(g, side('else')));
    }
  }
  const values = trees.map((tree, i) => collapse(g, tree, lanes[i]!.old, g.mux));
  return leaf({ values, conds: condsOf(trees) });
}

/** The conditions that lanes go through where none of them holds: the outermost ones, then those after them. */
function condsOf(trees: readonly Tree<Low>[]): Lanes[] {
  const conds = trees.map(tree => (tree.kind === 'if' ? tree.cond : undefined));
  if (conds.every(cond => cond === undefined)) return [];
  return [conds, ...condsOf(trees.map(tree => (tree.kind === 'if' ? tree.else : tree)))];
}

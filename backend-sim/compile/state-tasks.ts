import type { Graph } from './graph.js';
import type { Place } from './layout.js';
import { form, type Low } from './low.js';
import type { Lowering } from './lower.js';
import { mapTree, type Sink, type StoreSink, type Task } from './sink.js';
import { choose, keep, leaf, type Tree } from './tree.js';
import { elemFor, resize, rowCount, type Vector } from './vector.js';
import type { Word } from './word.js';

/** What a word of state becomes, limb by limb. */
export function wordTasks(lower: Lowering, place: Place, lane: number, tree: Tree<Word>): Task[] {
  return lower
    .stored(place, lane)
    .map((old, limb) => mapTree(tree, word => storeTask(limbStore(place, lane, limb, word), old)));
}

/** What a vector of state becomes, row by row. */
export function rowTasks(g: Graph, place: Place, tree: Tree<Vector>): Task[] {
  return Array.from({ length: rowCount(place.lanes, elemFor(place.width)) }, (_, row) =>
    mapTree(tree, vector => storeTask(rowStore(g, place, vector, row), g.rowLoad(place.address + 16 * row))),
  );
}

/** Stores every limb of a lane. */
export const storeWord = (place: Place, lane: number, word: Word): Sink[] =>
  word.map((_, limb) => limbStore(place, lane, limb, word));

/** Stores all rows of a vector. */
export const storeRows = (g: Graph, place: Place, vector: Vector): Sink[] =>
  Array.from({ length: rowCount(place.lanes, elemFor(place.width)) }, (_, row) => rowStore(g, place, vector, row));

const limbStore = (place: Place, lane: number, limb: number, word: Word): StoreSink => ({
  kind: 'store',
  address: place.address + lane * place.stride + 8 * limb,
  value: word[limb]!,
  ...(place.signed && { signed: true }),
});

const rowStore = (g: Graph, { address, signed }: Place, vector: Vector, row: number): StoreSink => ({
  kind: 'store',
  address: address + 16 * row,
  value: resize(g, vector, elemFor(vector.width), signed ? form.sign : form.zero).rows[row]!,
});

/** Choices between values and what lies there that become conditions at most; more would be repeated too often. */
const mostChoices = 64;

/** Stores a value unless it is what lies there. */
const storeTask = (store: StoreSink, old: Low): Task =>
  mapTree(choicesOf(store.value, old), value => leaf([{ ...store, value }]));

/** A value as a tree in which a choice between something and what lies there is a condition, at any depth. */
export function choicesOf(value: Low, old: Low): Tree<Low> {
  let choices = 0;
  const holds = holdsOld(old);
  const treeOf = (at: Low): Tree<Low> => {
    if (at === old) return keep;
    if (at.op !== 'mux' || !holds(at) || ++choices > mostChoices) return leaf(at);
    const [cond, a, b] = at.args as [Low, Low, Low];
    return choose(cond, treeOf(a), treeOf(b));
  };
  return treeOf(value);
}

/** Tells of a value whether some choice in it leaves what lies there. */
function holdsOld(old: Low): (value: Low) => boolean {
  const known = new Map<Low, boolean>([[old, true]]);
  const holds = (value: Low, depth = 0): boolean => {
    if ((value.op !== 'mux' && value !== old) || depth > mostChoices) return false;
    const found = known.get(value) ?? (holds(value.args[1]!, depth + 1) || holds(value.args[2]!, depth + 1));
    known.set(value, found);
    return found;
  };
  return holds;
}

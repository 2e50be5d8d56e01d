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

/** Stores a value unless it is what lies there. A choice between something and that is a condition, at any depth. */
function storeTask(store: StoreSink, old: Low): Task {
  let choices = 0;
  const holds = holdsOld(old);
  const taskOf = (value: Low): Task => {
    if (value === old) return keep;
    if (value.op !== 'mux' || !holds(value) || ++choices > mostChoices) return leaf([{ ...store, value }]);
    const [cond, a, b] = value.args as [Low, Low, Low];
    return choose(cond, taskOf(a), taskOf(b));
  };
  return taskOf(store.value);
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

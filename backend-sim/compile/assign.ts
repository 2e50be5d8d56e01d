import type { Graph } from './graph.js';
import { leaf, type Tree } from './tree.js';
import type { Word } from './word.js';

/** What an assignment gives to one lane of its target. */
export function assign(
  g: Graph,
  set: { readonly lane?: number; readonly index?: number },
  lane: number,
  before: Tree<Word>,
  from: { readonly lanes: number; value(lane: number): Word; index(): Word },
): Tree<Word> {
  if (set.index !== undefined) {
    const index = from.index();
    const here = g.not(
      index
        .map((limb, i) => g.ne(limb, g.constant(BigInt(lane) >> BigInt(64 * i), limb.width)))
        .reduce((any, one) => g.or(any, one)),
    );
    const width = index.reduce((bits, limb) => bits + limb.width, 0);
    if (width < 32 && lane >= 2 ** width) return before;
    return here.op === 'const'
      ? here.value
        ? leaf(from.value(0))
        : before
      : { kind: 'if', cond: here, then: leaf(from.value(0)), else: before };
  }
  const at = lane - (set.lane ?? 0);
  return at >= 0 && at < from.lanes ? leaf(from.value(at)) : before;
}

import { comparisonOf } from './comparison.js';
import type { Graph } from './graph.js';
import type { Low } from './low.js';
import type { Choice, Tree } from './tree.js';

/** Shorter chains of comparisons stay chains. */
const worthASearch = 8;

/**
 * A tree as one value: choices become muxes, `otherwise` is the value where nothing is assigned. A long chain that
 * compares one value with constants becomes a binary search.
 */
export function collapse<V>(g: Graph, tree: Tree<V>, otherwise: V, mux: (cond: Low, a: V, b: V) => V): V {
  const seen = new Map<Choice<V>, V>();

  const valueOfTree = (from: Tree<V>): V => {
    const chain: Choice<V>[] = [];
    let at = from;
    for (; at.kind === 'if' && !seen.has(at); at = at.else) chain.push(at);
    let value = at.kind === 'if' ? seen.get(at)! : at.kind === 'leaf' ? at.value : otherwise;
    for (let end = chain.length; end > 0; ) {
      const start = startOfStretch(chain, end);
      if (end - start < worthASearch) {
        end -= 1;
        value = mux(chain[end]!.cond, valueOfTree(chain[end]!.then), value);
      } else {
        value = search(chain.slice(start, end), value);
        end = start;
      }
      seen.set(chain[end]!, value);
    }
    return value;
  };

  const search = (stretch: readonly Choice<V>[], none: V): V => {
    const { subject } = comparisonOf(stretch[0]!.cond)!;
    const entries = new Map<bigint, V>();
    for (const { cond, then } of stretch) {
      const { number } = comparisonOf(cond)!;
      if (!entries.has(number)) entries.set(number, valueOfTree(then));
    }
    const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
    const within = (from: number, to: number): V => {
      if (to - from <= 2) {
        return sorted.slice(from, to).reduce((rest, [number, value]) => {
          return mux(g.eq(subject, g.constant(number, subject.width)), value, rest);
        }, none);
      }
      const middle = (from + to) >>> 1;
      const below = g.ltu(subject, g.constant(sorted[middle]![0], subject.width));
      return mux(below, within(from, middle), within(middle, to));
    };
    return within(0, sorted.length);
  };

  return valueOfTree(tree);
}

/** First of the links before `end` that all test one value for being a number. */
function startOfStretch(chain: readonly Choice<unknown>[], end: number): number {
  const subject = comparisonOf(chain[end - 1]!.cond)?.subject;
  let start = end - 1;
  while (start > 0) {
    const before = comparisonOf(chain[start - 1]!.cond);
    if (!before?.equal || before.subject !== subject) break;
    start -= 1;
  }
  return comparisonOf(chain[end - 1]!.cond)?.equal ? start : end - 1;
}

import type { Graph } from './graph.js';
import type { Layout } from './layout.js';
import type { Low } from './low.js';
import type { Word } from './word.js';

/** The word of an array at an index, 0 beyond the end: the lowest 32 bits of the index count, the rest must be 0. */
export function elementWord(g: Graph, layout: Layout, views: readonly number[], index: Word, depth: number): Word {
  const first = index[0]!;
  const low: Low = first.width > 32 ? g.slice(first, 0, 32) : first;
  const high = [...(first.width > 32 ? [g.slice(first, 32, first.width - 32)] : []), ...index.slice(1)];
  const beyond = high.map(limb => g.redor(limb)).reduce((any, one) => g.or(any, one), g.constant(0n, 1));
  return views.map(view => {
    const { width } = layout.arrays[view]!;
    if (low.op === 'const' && low.value >= BigInt(depth)) return g.constant(0n, width);
    return g.mux(beyond, g.constant(0n, width), g.element(view, low, width));
  });
}

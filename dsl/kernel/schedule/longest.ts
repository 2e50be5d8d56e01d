import type { Arc } from './graph.js';

/** The least potentials that keep to all arcs, or arcs in a circle that cannot be kept: their weights sum up to more than 0. */
export type Longest =
  /** With the arc that sets each node: they are a tree from the origin. */
  { readonly potentials: number[]; readonly into: readonly (Arc | undefined)[] } | { readonly circle: readonly Arc[] };

/**
 * Longest ways from `origin`, which reaches every node (Bellman, Ford). Arcs that follow the numbers of the nodes are
 * settled in one pass; only those that lead back take another.
 */
export function longest(count: number, arcs: readonly Arc[], origin: number): Longest {
  const ordered = [...arcs].sort((a, b) => rank(a.from, origin) - rank(b.from, origin));
  const back = arcs.filter(({ from, to }) => rank(from, origin) >= rank(to, origin)).length;
  const potentials: number[] = new Array(count).fill(Number.NEGATIVE_INFINITY);
  const parent: (Arc | undefined)[] = new Array(count).fill(undefined);
  potentials[origin] = 0;
  for (let pass = 0; pass <= back + 1; pass++) {
    let changed = false;
    for (const arc of ordered) {
      const value = potentials[arc.from]! + arc.weight;
      if (value <= potentials[arc.to]!) continue;
      potentials[arc.to] = value;
      parent[arc.to] = arc;
      changed = true;
    }
    if (!changed) return { potentials, into: parent };
    const circle = circleIn(parent);
    if (circle) return { circle };
  }
  throw new Error('a circle of arcs without a circle of parents');
}

const rank = (node: number, origin: number): number => (node === origin ? -1 : node);

/** A circle among the arcs that settled the nodes: it stands there as soon as its weights are found to be too much. */
function circleIn(parent: readonly (Arc | undefined)[]): Arc[] | undefined {
  const seen = new Int32Array(parent.length);
  for (let start = 0; start < parent.length; start++) {
    let at = start;
    while (seen[at] === 0 && parent[at]) {
      seen[at] = start + 1;
      at = parent[at]!.from;
    }
    if (!parent[at] || seen[at] !== start + 1) continue;
    const circle: Arc[] = [];
    for (let node = at; circle.length === 0 || node !== at; node = parent[node]!.from) circle.unshift(parent[node]!);
    return circle;
  }
  return undefined;
}

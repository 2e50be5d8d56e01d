import type { Arc } from './graph.js';
import { Tree } from './tree.js';

/**
 * The potentials that keep to all arcs and make the sum of `cost[i] * potential[i]` as small as it can be; of all such the
 * least ones beside an `origin` that stays at 0. `into[i]` is the arc by which a tree from the origin reaches node i, all
 * arcs of it in this direction; what hangs on each of them costs 0 or more in all.
 *
 * This is a linear program whose dual is a flow of least cost: nodes of negative cost give, nodes of positive cost take.
 * Solved by the network simplex method: the arcs of a tree have no slack and carry all flow. An arc that is not kept to
 * enters, and flow moves round the circle that it closes until an arc there is empty, which leaves. With no such arc left,
 * flow and potentials prove each other best. Arcs that lead towards the origin are never empty, which tells what leaves
 * when there is a choice, so that no tree comes twice (W. H. Cunningham: A network simplex method, Mathematical Programming
 * 11, 1976); and it makes the potentials the least ones: none can go down, as what holds a node must then keep without slack.
 */
export function minimise(
  arcs: readonly Arc[],
  cost: readonly number[],
  into: readonly (Arc | undefined)[],
  origin: number,
): number[] {
  const tree = new Tree(arcs, cost, into, origin);
  const { from, to, weight, potential } = tree;
  // The worst of a block of arcs enters, and the next block is looked through: about as long as moving the tree takes.
  const block = Math.max(50, Math.ceil(Math.sqrt(arcs.length)));
  let at = 0;
  for (let left = arcs.length; left > 0; ) {
    let worst = 0;
    let entering = -1;
    for (let i = Math.min(block, left); i > 0; i--) {
      const missing = potential[from[at]!]! + weight[at]! - potential[to[at]!]!;
      if (missing > worst) {
        worst = missing;
        entering = at;
      }
      if (++at === arcs.length) at = 0;
    }
    if (entering < 0) left -= block;
    else {
      tree.enter(entering, worst);
      left = arcs.length;
    }
  }
  return [...potential];
}

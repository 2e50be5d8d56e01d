import type { NodeId } from '../../ir/index.js';
import type { Analysis } from './analysis.js';
import { bitsOf } from './bit-reach.js';

/**
 * A cycle among the bits of these nodes, as nodes each of which depends on the next (the last on the first),
 * or undefined when no single bit depends on itself.
 */
export function bitCycle(analysis: Analysis, members: readonly NodeId[]): readonly NodeId[] | undefined {
  const dependencies = bitsOf(analysis);
  const { nodes } = analysis.module;
  const offset = new Map<NodeId, number>();
  const owner: NodeId[] = [];
  // In the order of the source, so that the same cycle is found whatever else the module holds.
  for (const id of [...members].sort((a, b) => a - b)) {
    offset.set(id, owner.length);
    for (let bit = nodes[id]!.width * nodes[id]!.lanes; bit > 0; bit--) owner.push(id);
  }
  const onPath = 1;
  const done = 2;
  const state = new Uint8Array(owner.length);
  const pending: number[][] = [];
  const path: number[] = [];
  const enter = (at: number): void => {
    const found: number[] = [];
    const id = owner[at]!;
    dependencies(id, at - offset.get(id)!, (node, bit) => {
      const start = offset.get(node);
      if (start !== undefined) found.push(start + bit);
    });
    state[at] = onPath;
    path.push(at);
    pending.push(found);
  };
  for (let root = 0; root < owner.length; root++) {
    if (state[root] !== 0) continue;
    enter(root);
    while (path.length > 0) {
      const next = pending.at(-1)!.pop();
      if (next === undefined) {
        state[path.pop()!] = done;
        pending.pop();
      } else if (state[next] === onPath) {
        const cycle = path.slice(path.indexOf(next)).map(at => owner[at]!);
        return cycle.filter((id, i) => id !== cycle[(i + cycle.length - 1) % cycle.length] || cycle.length === 1);
      } else if (state[next] === 0) enter(next);
    }
  }
  return undefined;
}

import type { NodeId } from '../../ir/index.js';
import type { Analysis } from '../analyse/analysis.js';
import type { Sources } from './sources.js';

/** The domains that a node's value depends on: at most two of them, which is enough to find one that is foreign. */
export type Spread = (node: NodeId) => readonly string[];

const none: readonly string[] = [];

/** Carries the domains of the sources along the logic, in one walk. */
export function spreadOf({ module, graph, order }: Analysis, sources: Sources): Spread {
  const found: (readonly string[])[] = new Array(module.nodes.length).fill(none);
  for (let i = 0; i < order.nodes.length; ) {
    const first = i;
    const here = order.component[order.nodes[first]!];
    let all = none;
    for (; i < order.nodes.length && order.component[order.nodes[i]!] === here; i++) {
      const node = order.nodes[i]!;
      const own = sources.get(node);
      if (own) all = join(all, own.domains);
      if (own?.isAll) continue;
      for (let e = graph.start[node]!; e < graph.start[node + 1]!; e++) all = join(all, found[graph.edges[e]!]!);
    }
    for (let member = first; member < i; member++) found[order.nodes[member]!] = all;
  }
  return node => found[node]!;
}

function join(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 2 || b.length === 0 || a === b) return a;
  if (a.length === 0) return b.length <= 2 ? b : b.slice(0, 2);
  const other = b.find(domain => domain !== a[0]);
  return other === undefined ? a : [a[0]!, other];
}

/** The shortest way from a node back to a source of another domain: the node first, the source last. */
export function wayTo({ graph }: Analysis, sources: Sources, from: NodeId, domain: string): NodeId[] {
  const before = new Map<NodeId, NodeId | undefined>([[from, undefined]]);
  for (const node of before.keys()) {
    const own = sources.get(node);
    if (own?.domains.some(other => other !== domain)) {
      const way: NodeId[] = [];
      for (let at: NodeId | undefined = node; at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    if (own?.isAll) continue;
    for (const next of graph.edges.subarray(graph.start[node]!, graph.start[node + 1]!)) {
      if (!before.has(next)) before.set(next, node);
    }
  }
  return [from];
}

import type { NodeId } from '../../ir/index.js';
import type { Analysis } from '../analyse/analysis.js';
import type { Sources } from './clocking.js';

/** The domains that a node's value depends on: at most two of them, which is enough to find one that is foreign. */
export type Spread = (node: NodeId) => readonly string[];

/** Carries the domains of the sources along the logic, in one walk. */
export function spreadOf({ module, graph, order }: Analysis, sources: Sources): Spread {
  const found: (readonly string[])[] = new Array(module.nodes.length).fill(none);
  const written = module.nodes.map(node =>
    node.op === 'read' && !sources.has(node.id) ? module.memories[node.of!]!.writes.map(({ domain }) => domain) : none,
  );
  for (let i = 0; i < order.nodes.length; ) {
    const first = i;
    const here = order.component[order.nodes[first]!];
    let all: readonly string[] = none;
    for (; i < order.nodes.length && order.component[order.nodes[i]!] === here; i++) {
      const node = order.nodes[i]!;
      const own = sources.get(node);
      if (own !== undefined) all = join(all, [own]);
      else {
        all = join(all, written[node]!);
        for (let e = graph.start[node]!; e < graph.start[node + 1]!; e++) all = join(all, found[graph.edges[e]!]!);
      }
    }
    for (let member = first; member < i; member++) found[order.nodes[member]!] = all;
  }
  return node => found[node]!;
}

const none: readonly string[] = [];

function join(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 2 || b.length === 0 || a === b) return a;
  if (a.length === 0) return b.length <= 2 ? b : b.slice(0, 2);
  const other = b.find(domain => domain !== a[0]);
  return other === undefined ? a : [a[0]!, other];
}

/** The shortest way from a node back to a source of another domain: the node first, the source last. */
export function wayTo({ graph, module }: Analysis, sources: Sources, from: NodeId, domain: string): NodeId[] {
  const before = new Map<NodeId, NodeId | undefined>([[from, undefined]]);
  for (const node of before.keys()) {
    const own = sources.get(node) ?? writtenIn(node);
    if (own !== undefined && own !== domain) {
      const way: NodeId[] = [];
      for (let at: NodeId | undefined = node; at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    if (sources.has(node)) continue;
    for (const next of graph.edges.subarray(graph.start[node]!, graph.start[node + 1]!)) {
      if (!before.has(next)) before.set(next, node);
    }
  }
  return [from];

  function writtenIn(id: NodeId): string | undefined {
    const node = module.nodes[id]!;
    if (node.op !== 'read') return undefined;
    return module.memories[node.of!]!.writes.find(write => write.domain !== domain)?.domain;
  }
}

/** A directed graph as two arrays: the edges of node i are `edges[start[i]]` up to `edges[start[i + 1]]`. */
export interface Graph {
  readonly start: Int32Array;
  readonly edges: Int32Array;
}

export interface Order {
  /** All nodes; each after the nodes it has edges to, but for those it forms a cycle with. */
  readonly nodes: Int32Array;
  /** Nodes with equal numbers form cycles with each other; numbers grow along `nodes`. */
  readonly component: Int32Array;
}

/** Strongly connected components in Tarjan's order, without recursion: chains of 100,000 nodes are usual. */
export function orderOf({ start, edges }: Graph): Order {
  const count = start.length - 1;
  const nodes = new Int32Array(count);
  const component = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const seen = new Int32Array(count);
  const next = new Int32Array(count);
  const open = new Int32Array(count);
  const path = new Int32Array(count);
  let [time, opened, ordered, components, depth] = [0, 0, 0, 0, 0];
  const enter = (node: number): void => {
    seen[node] = low[node] = ++time;
    next[node] = start[node]!;
    open[opened++] = node;
    path[depth++] = node;
  };
  for (let root = 0; root < count; root++) {
    if (seen[root]) continue;
    enter(root);
    while (depth > 0) {
      const node = path[depth - 1]!;
      if (next[node]! < start[node + 1]!) {
        const to = edges[next[node]!++]!;
        if (!seen[to]) enter(to);
        else if (component[to]! < 0) low[node] = Math.min(low[node]!, seen[to]!);
        continue;
      }
      depth--;
      if (depth > 0) low[path[depth - 1]!] = Math.min(low[path[depth - 1]!]!, low[node]!);
      if (low[node] !== seen[node]) continue;
      for (;;) {
        const member = open[--opened]!;
        component[member] = components;
        nodes[ordered++] = member;
        if (member === node) break;
      }
      components++;
    }
  }
  return { nodes, component };
}

/** The groups of nodes that lie on cycles, in the order of `nodes`; a node with an edge to itself is one. */
export function cyclesOf({ start, edges }: Graph, { nodes, component }: Order): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < nodes.length; ) {
    const first = i;
    while (i < nodes.length && component[nodes[i]!] === component[nodes[first]!]) i++;
    if (i - first > 1 || hasLoop(nodes[first]!)) groups.push([...nodes.subarray(first, i)]);
  }
  return groups;

  function hasLoop(node: number): boolean {
    for (let e = start[node]!; e < start[node + 1]!; e++) if (edges[e] === node) return true;
    return false;
  }
}

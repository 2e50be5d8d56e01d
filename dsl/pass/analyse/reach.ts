import type { Module } from '../../ir/index.js';
import type { Reach } from './depend.js';
import type { Graph, Order } from './order.js';

/**
 * Which outputs of a module depend on which inputs within a cycle. A black box without a model is taken to be
 * combinational when it has no clock, and registered when it has one.
 */
export function reachThrough(module: Module, graph: Graph, order: Order): Reach {
  const inputs = module.ports.filter(port => port.dir === 'in');
  const outputs = module.ports.filter(port => port.dir === 'out');
  if (module.extern && module.body.length === 0) {
    const all = module.domains.length === 0 ? inputs.map(port => port.name) : [];
    return new Map(outputs.map(port => [port.name, all]));
  }
  const words = Math.ceil(inputs.length / 32);
  const sets = new Int32Array(module.nodes.length * words);
  for (const [i, port] of inputs.entries()) sets[port.node * words + (i >> 5)]! |= 1 << (i & 31);
  const union = new Int32Array(words);
  for (let i = 0; i < order.nodes.length; ) {
    const first = i;
    const here = order.component[order.nodes[first]!];
    union.fill(0);
    for (; i < order.nodes.length && order.component[order.nodes[i]!] === here; i++) {
      const node = order.nodes[i]!;
      for (let w = 0; w < words; w++) union[w]! |= sets[node * words + w]!;
      for (let e = graph.start[node]!; e < graph.start[node + 1]!; e++) {
        for (let w = 0; w < words; w++) union[w]! |= sets[graph.edges[e]! * words + w]!;
      }
    }
    for (let member = first; member < i; member++) sets.set(union, order.nodes[member]! * words);
  }
  const has = (node: number, i: number): boolean => (sets[node * words + (i >> 5)]! & (1 << (i & 31))) !== 0;
  return new Map(outputs.map(out => [out.name, inputs.filter((_, i) => has(out.node, i)).map(port => port.name)]));
}

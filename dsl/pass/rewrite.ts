import type { Instance, Memory, Module, Node, NodeId, Stmt, StreamInfo } from '../ir/index.js';
import { mapNodes } from './statements.js';

/** What a pass decided about a module; every id in it is an old one. */
export interface Rewrite {
  /** New contents of the nodes; absent: as they are. */
  readonly nodes?: readonly Node[];
  /** For each node the one that takes its place, itself when it stays; absent: all stay. Chains are followed. */
  readonly replace?: Int32Array;
  /** Whether somebody still needs the node; absent: all that are not replaced. */
  readonly isLive?: (id: NodeId) => boolean;
  readonly body?: readonly Stmt[];
}

/**
 * Carries a decision through the whole module: replaces, removes and renumbers nodes everywhere they are mentioned.
 * Nodes keep their order, but for those that have to come before a new reader. Reads and instance outputs that are
 * not live disappear from their tables, as do streams whose handshake does.
 */
export function rewrite(
  module: Module,
  { nodes = module.nodes, replace, isLive, body = module.body }: Rewrite,
): Module {
  const find = follow(replace);
  const keeps = (id: NodeId): boolean => (!replace || replace[id] === id) && (!isLive || isLive(id));
  const { order, number } = renumber(nodes, find, keeps);
  const to = (id: NodeId): NodeId => number[find(id)]!;
  const moved = order.map((old, id) => renamed(nodes[old]!, id, to));
  return { ...module, nodes: moved, body: mapNodes(body, to), ...tables(module, to) };
}

/**
 * The same for nodes that give way to earlier ones only, as far as their readers are concerned: ids stay, and the nodes
 * that nobody reads any more are left to `drop-dead`. Far cheaper, as most nodes are not touched.
 */
export function redirect(module: Module, nodes: readonly Node[], replace: Int32Array, body = module.body): Module {
  const to = follow(replace);
  const moved = nodes.map(node => renamed(node, node.id, to));
  return { ...module, nodes: moved, body: mapNodes(body, to), ...tables(module, to) };
}

/** All that mentions nodes, but for nodes and statements. `to` gives -1 for a node that is gone. */
function tables(module: Module, to: (id: NodeId) => NodeId) {
  const survives = (id: NodeId): boolean => to(id) >= 0;
  const moved = <T extends { readonly node: NodeId }>(items: readonly T[]): readonly T[] =>
    items.filter(({ node }) => survives(node)).map(item => ({ ...item, node: to(item.node) }));
  return {
    ports: moved(module.ports),
    registers: moved(module.registers),
    memories: module.memories.map((memory): Memory => ({ ...memory, reads: moved(memory.reads) })),
    instances: module.instances.map((instance): Instance => {
      const outputs = Object.entries(instance.outputs).filter(([, id]) => survives(id));
      return { ...instance, inputs: mapped(Object.entries(instance.inputs), to), outputs: mapped(outputs, to) };
    }),
    streams: module.streams.flatMap(({ last, clear, ...stream }): StreamInfo[] => {
      const [valid, ready] = [to(stream.valid), to(stream.ready)];
      if (valid < 0 || ready < 0) return [];
      const mark = last === undefined || !survives(last) ? {} : { last: to(last) };
      const cleared = clear === undefined || !survives(clear) ? {} : { clear: to(clear) };
      return [{ ...stream, ...cleared, valid, ready, ...mark, payload: moved(stream.payload) }];
    }),
  };
}

const mapped = (entries: readonly (readonly [string, NodeId])[], to: (id: NodeId) => NodeId): Record<string, NodeId> =>
  Object.fromEntries(entries.map(([key, id]) => [key, to(id)]));

function renamed(node: Node, id: NodeId, to: (id: NodeId) => NodeId): Node {
  const same = node.id === id && node.args.every(arg => to(arg) === arg);
  return same ? node : { ...node, id, args: node.args.map(to) };
}

/** The end of a chain of replacements; shortens it on the way. */
function follow(replace: Int32Array | undefined): (id: NodeId) => NodeId {
  if (!replace) return id => id;
  return id => {
    let end = id;
    while (replace[end] !== end) end = replace[end]!;
    for (let at = id; at !== end; ) [at, replace[at]] = [replace[at]!, end];
    return end;
  };
}

/** Old ids in their new order, arguments first, and the new id of each old one (-1: gone). */
function renumber(nodes: readonly Node[], find: (id: NodeId) => NodeId, keeps: (id: NodeId) => boolean) {
  const order: NodeId[] = [];
  const number = new Int32Array(nodes.length).fill(-1);
  const place = (id: NodeId): void => {
    number[id] = order.length;
    order.push(id);
  };
  const waiting: NodeId[] = [];
  for (let root = 0; root < nodes.length; root++) {
    if (number[root] !== -1 || !keeps(root)) continue;
    waiting.push(root);
    while (waiting.length > 0) {
      const id = waiting.at(-1)!;
      const missing = number[id] === -1 ? nodes[id]!.args.map(find).filter(arg => number[arg] === -1) : [];
      if (missing.length > 0) waiting.push(...missing.reverse());
      else {
        waiting.pop();
        if (number[id] === -1) place(id);
      }
    }
  }
  return { order, number };
}

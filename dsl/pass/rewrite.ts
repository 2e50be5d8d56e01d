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
  const survives = (id: NodeId): boolean => to(id) >= 0;
  return Object.freeze({
    ...module,
    ports: module.ports.map(port => ({ ...port, node: to(port.node) })),
    nodes: order.map((old, id) => renamed(nodes[old]!, id, to)),
    body: mapNodes(body, to),
    registers: module.registers
      .filter(({ node }) => survives(node))
      .map(register => ({ ...register, node: to(register.node) })),
    memories: module.memories.map((memory): Memory => {
      const reads = memory.reads.filter(({ node }) => survives(node));
      return { ...memory, reads: reads.map(read => ({ ...read, node: to(read.node) })) };
    }),
    instances: module.instances.map((instance): Instance => {
      const outputs = Object.entries(instance.outputs).filter(([, id]) => survives(id));
      return { ...instance, inputs: mapped(Object.entries(instance.inputs), to), outputs: mapped(outputs, to) };
    }),
    streams: module.streams.flatMap((stream): StreamInfo[] => {
      if (!survives(stream.valid) || !survives(stream.ready)) return [];
      const { last, ...rest } = stream;
      const payload = stream.payload.filter(({ node }) => survives(node));
      return [
        {
          ...rest,
          valid: to(stream.valid),
          ready: to(stream.ready),
          ...(last === undefined || !survives(last) ? {} : { last: to(last) }),
          payload: payload.map(part => ({ ...part, node: to(part.node) })),
        },
      ];
    }),
  });
}

const mapped = (entries: readonly (readonly [string, NodeId])[], to: (id: NodeId) => NodeId): Record<string, NodeId> =>
  Object.fromEntries(entries.map(([key, id]) => [key, to(id)]));

function renamed(node: Node, id: NodeId, to: (id: NodeId) => NodeId): Node {
  const same = node.id === id && node.args.every(arg => to(arg) === arg);
  return same ? node : Object.freeze({ ...node, id, args: node.args.map(to) });
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

import type { Memory, NodeId } from '../../../dsl/ir/index.js';
import type { Attribute, Item, Statement } from '../../rtl/item.js';
import { domainOf, nodeOf, type Placed, type Scope } from '../scope.js';
import { clockEdge } from '../sequential.js';
import { contents } from './contents.js';
import { readPort } from './read-port.js';
import { type MemoryReport, templateOf } from './template.js';
import { type WritePortRtl, writePorts, writeStatements } from './write-port.js';

/**
 * A memory in the shape that vendors document for inference: an array, one clocked block for each write port,
 * one for each synchronous read port unless it shares the write port's address.
 */
export function lowerMemory(scope: Scope, mem: number): { placed: Placed[]; report: MemoryReport } {
  const memory = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  const items: Item[] = [];
  const writes = writePorts(scope, mem, items);
  declare(scope, mem, writes);
  const together = writes.length > 2;
  const blocks = new Map<string, { readonly domain: string; readonly body: Statement[] }>();
  const into = (domain: string, key: string): Statement[] => {
    const block = blocks.get(`${domain} ${key}`) ?? { domain, body: [] };
    blocks.set(`${domain} ${key}`, block);
    return block.body;
  };
  writes.forEach((port, i) => {
    const later = together ? [] : writes.slice(i + 1).filter(other => other.domain === port.domain);
    into(port.domain, together ? '' : `write ${i}`).push(...writeStatements(name, memory.width, port, later));
  });
  const reads = memory.reads.filter(read => read.domain !== undefined && scope.plan.live[read.node]);
  const modes = reads.map((read, i) => {
    const domain = read.domain!;
    const [address] = nodeOf(scope, read.node).args;
    const shared = writes.findIndex(port => port.domain === domain && port.addressNode === address);
    const key = shared >= 0 && !together ? `write ${shared}` : `read ${i}`;
    const news = read.underWrite === 'new' ? writes.filter(port => port.domain === domain) : [];
    const { declarations, statements, mode } = readPort(scope, mem, read.node, news);
    scope.declarations.push(...declarations);
    into(domain, key).push(...statements);
    return mode;
  });
  for (const { domain, body } of blocks.values())
    items.push({ kind: 'always', on: [clockEdge(domainOf(scope, domain))], body });
  const at: NodeId = Math.max(
    0,
    ...writes.map(port => port.at),
    ...reads.map(({ node }) => node),
    ...argsOf(scope, memory),
  );
  const template = templateOf(scope.module, memory, writes, modes);
  const { width, depth, style } = memory;
  const report = { module: scope.module.name, memory: memory.name, verilog: name, width, depth, style, template };
  return {
    placed: items.length > 0 ? [{ at, items: [{ kind: 'comment', text: `${name}: ${template}` }, ...items] }] : [],
    report,
  };
}

const argsOf = (scope: Scope, memory: Memory): NodeId[] => memory.reads.flatMap(({ node }) => nodeOf(scope, node).args);

function declare(scope: Scope, mem: number, writes: readonly WritePortRtl[]): void {
  const { width, depth, style, loc } = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  const isRom = writes.length === 0;
  const attributes: Attribute[] = style === 'auto' ? [] : [{ name: isRom ? 'rom_style' : 'ram_style', value: style }];
  const twoClocks = new Set(writes.map(port => domainOf(scope, port.domain).clock)).size > 1;
  scope.declarations.push({ kind: 'memory', name, width, depth, attributes, twoClocks, loc });
  const initial = contents(scope, mem);
  scope.declarations.push(...initial, ...(initial.length > 0 ? [{ kind: 'blank' } as const] : []));
}

import type { Design, Domain, Memory, Node, Port, Stmt } from '../../dsl/ir/index.js';
import type { Tape } from '../dsl/ir/tape.js';

/**
 * A module around one memory: one to three write ports, with parts, under conditions, by one statement or two; reads of
 * every kind, some at the address of a write port; depths that are powers of two and such that are not; either edge and
 * every kind of reset.
 */
export function randomMemory(t: Tape): Design {
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const body: Stmt[] = [];
  const format = { kind: 'uint' } as const;
  const add = (node: Omit<Node, 'id' | 'format'>): number => nodes.push({ id: nodes.length, ...node, format }) - 1;
  const domain: Domain = {
    name: 'main',
    clock: 'clk',
    edge: t.oneIn(2) ? 'rising' : 'falling',
    ...(t.oneIn(3)
      ? {}
      : { reset: { port: 'rst', kind: t.oneIn(2) ? 'sync' : 'async', activeLow: t.oneIn(2) } as const }),
  };
  const pin = (dir: 'in' | 'out', width: number): number => {
    const name = `${dir}${ports.length}`;
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes: 1, args: [], name, nameLevel: 'port' });
    ports.push({ name, path: [name], dir, width, lanes: 1, format, node, domain: domain.name });
    return node;
  };
  const depth = t.pick([1, 2, 3, 5, 8]);
  const parts = t.pick([1, 2, 3]);
  const width = parts * t.pick([1, 2, 4]);
  const addressBits = Math.max(1, Math.ceil(Math.log2(depth))) + t.below(2);
  const address = (): number => (t.oneIn(8) ? constant(addressBits) : pin('in', addressBits));
  const constant = (bits: number): number =>
    add({ op: 'const', width: bits, lanes: 1, args: [], value: [t.bits(bits)] });

  const writes: Memory['writes'][number][] = [];
  const addresses = [address()];
  for (let count = t.below(4), port = 0; port < count; port++) {
    const own = t.pick([1, parts]);
    writes.push({ domain: domain.name, parts: own });
    for (let statements = t.oneIn(4) ? 2 : 1; statements > 0; statements--) {
      const addr = t.oneIn(3) ? t.pick(addresses) : address();
      addresses.push(addr);
      const data = t.oneIn(6) ? constant(width) : pin('in', width);
      const mask = own > 1 || t.oneIn(4) ? { mask: pin('in', own) } : {};
      const write: Stmt = { kind: 'write', mem: 0, port, addr, data, ...mask };
      body.push(t.oneIn(4) ? write : { kind: 'if', cond: pin('in', 1), then: [write], else: [] });
    }
  }
  const reads: Memory['reads'][number][] = [];
  for (let count = 1 + t.below(3); count > 0; count--) {
    const sync = !t.oneIn(3);
    const args = [t.oneIn(2) ? t.pick(addresses) : address(), ...(sync && t.oneIn(2) ? [pin('in', 1)] : [])];
    const node = add({ op: 'read', width, lanes: 1, args, of: 0 });
    reads.push({ node, underWrite: t.oneIn(2) ? 'old' : 'new', ...(sync ? { domain: domain.name } : {}) });
    body.push({ kind: 'set', target: pin('out', width), value: node });
  }
  const init = t.oneIn(2) ? { init: Array.from({ length: depth }, () => t.bits(width)) } : {};
  const memory: Memory = { name: 'ram', width, depth, format, style: 'auto', reads, writes, ...init };
  const top = {
    name: 'm',
    domains: [domain],
    ports,
    nodes,
    body,
    registers: [],
    memories: [memory],
    instances: [],
    streams: [],
  };
  return { top: 'm', modules: [top] };
}

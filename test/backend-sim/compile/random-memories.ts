import type { Design, Domain, Memory, Node, Port, Stmt } from '../../../dsl/ir/index.js';
import { type Draft, fit, type Loose } from '../../dsl/ir/random-module.js';
import { tape } from '../../dsl/ir/tape.js';

const domain = (name: string): Domain => ({ name, clock: name, edge: 'rising' });

/** Memories of every kind: one to three writers and readers, two clocks, byte masks, wide words, odd depths, collisions. */
export function randomMemories(numbers: readonly number[]): Design {
  const t = tape(numbers);
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const body: Stmt[] = [];
  const memories: Memory[] = [];
  const add = (node: Loose): number => nodes.push({ id: nodes.length, ...node, format: { kind: 'uint' } }) - 1;
  const draft: Draft = { t, nodes, add };
  const port = (dir: 'in' | 'out', width: number, on?: string): number => {
    const name = `${dir}${ports.length}`;
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes: 1, args: [], name, nameLevel: 'port' });
    ports.push({ name, path: [name], dir, width, lanes: 1, format: { kind: 'uint' }, node, ...(on && { domain: on }) });
    return node;
  };
  const clocks = ['a', 'b'];
  for (let of = 0; of < 1 + t.below(2); of++) {
    const width = t.pick([1, 8, 12, 16, 32, 36, 64, 72, 130]);
    const depth = t.pick([1, 2, 3, 4, 7]);
    const parts = t.pick([1, 1, 2, 4].filter(n => width % n === 0));
    // Few addresses, so that ports meet.
    const address = () => port('in', t.pick([1, 2, 2, 3, 40]), t.pick(clocks));
    const writes = Array.from({ length: 1 + t.below(3) }, () => ({ domain: t.pick(clocks), parts }));
    const reads = Array.from({ length: 1 + t.below(3) }, () => {
      const on = t.oneIn(3) ? undefined : t.pick(clocks);
      const args = [address(), ...(on && t.oneIn(2) ? [port('in', 1, on)] : [])];
      const node = add({ op: 'read', width, lanes: 1, args, of });
      return { node, ...(on && { domain: on }), underWrite: t.oneIn(2) ? ('old' as const) : ('new' as const) };
    });
    const pool = reads.map(({ node }) => node);
    pool.push(port('in', width, 'a'));
    writes.forEach((_, at) => {
      const write = (): Stmt => ({
        ...{ kind: 'write', mem: of, port: at, addr: address(), data: fit(draft, pool, width, 1) },
        ...(parts > 1 && t.oneIn(2) && { mask: port('in', parts, 'a') }),
      });
      const cond = port('in', 1, 'a');
      body.push(t.oneIn(2) ? { kind: 'if', cond, then: [write()], else: t.oneIn(2) ? [write()] : [] } : write());
      if (t.oneIn(4)) body.push({ kind: 'if', cond: port('in', 1, 'a'), then: [write()], else: [] });
    });
    for (const { node } of reads) body.push({ kind: 'set', target: port('out', width), value: node });
    const init = Array.from({ length: t.below(depth + 1) }, () => t.bits(width));
    memories.push({ name: `m${of}`, width, depth, format: { kind: 'uint' }, init, style: 'auto', reads, writes });
  }
  const rest = { registers: [], instances: [], streams: [] };
  const module = { name: 'memories', domains: clocks.map(domain), ports, nodes, body, memories, ...rest };
  return { top: 'memories', modules: [module] };
}

import type { Design, Domain, Node, Port, Register, Stmt } from '../../../dsl/ir/index.js';
import { type Draft, fit, type Loose } from '../../dsl/ir/random-module.js';
import { randomNode } from '../../dsl/ir/random-node.js';
import { tape } from '../../dsl/ir/tape.js';

const clock: Domain = {
  name: 'clk',
  clock: 'clk',
  edge: 'rising',
  reset: { port: 'rst', kind: 'sync', activeLow: false },
};

/** A module that works on vectors of 2 to 40 lanes: every operator, delay lines, conditions, partial assignments. */
export function randomVectors(numbers: readonly number[]): Design {
  const t = tape(numbers);
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const body: Stmt[] = [];
  const registers: Register[] = [];
  const add = (node: Loose): number =>
    nodes.push({ id: nodes.length, ...node, format: { kind: t.oneIn(2) ? 'sint' : 'uint' } }) - 1;
  const draft: Draft = { t, nodes, add };
  const lanes = t.pick([4, 5, 8, 9, 16, 17, 32, 40, 2]);
  const widths = [8, 8, 16, 32, 1, 3, 7, 12, 20, 27, 33, 40, 57, 64];
  const port = (dir: 'in' | 'out', width: number, count: number): number => {
    const name = `${dir}${ports.length}`;
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes: count, args: [], name, nameLevel: 'port' });
    ports.push({ name, path: [name], dir, width, lanes: count, format: { kind: 'uint' }, node, domain: 'clk' });
    return node;
  };
  const pool = [port('in', t.pick(widths), lanes), port('in', t.pick(widths), lanes), port('in', 1, 1)];
  pool.push(port('in', t.pick(widths), 1));
  const states: number[] = [];
  for (let i = 1 + t.below(4); i > 0; i--) {
    const width = t.pick(widths);
    const node = add({ op: 'reg', width, lanes, args: [], name: `r${i}`, nameLevel: 'name' });
    registers.push({
      node,
      domain: 'clk',
      init: Array.from({ length: lanes }, () => t.bits(width)),
      reset: t.oneIn(2),
    });
    states.push(node);
    pool.push(node);
  }
  const grow = (count: number): void => {
    for (let i = 0; i < count; i++) {
      // Mostly values with all lanes, so that vectors meet vectors.
      const wide = pool.filter(id => nodes[id]!.lanes === lanes);
      pool.push(randomNode(draft, t.oneIn(5) ? pool : wide));
    }
  };
  /** A lane moves in, the others move on. */
  const delayed = (target: number): number => {
    const { width } = nodes[target]!;
    const line = [fit(draft, pool, width, 1), add({ op: 'pick', width, lanes: lanes - 1, args: [target], from: 0 })];
    return add({ op: 'pack', width, lanes, args: t.oneIn(3) ? [line[1]!, line[0]!] : line });
  };
  const set = (target: number): Stmt => {
    const { width } = nodes[target]!;
    if (t.oneIn(6)) return { kind: 'set', target, value: fit(draft, pool, width, 1), lane: t.below(lanes) };
    if (t.oneIn(6)) {
      return { kind: 'set', target, value: fit(draft, pool, width, 1), index: fit(draft, pool, 5, 1) };
    }
    return {
      kind: 'set',
      target,
      value: nodes[target]!.op === 'reg' && t.oneIn(3) ? delayed(target) : fit(draft, pool, width, lanes),
    };
  };
  const action = (target: number): Stmt =>
    t.oneIn(2)
      ? { kind: 'if', cond: fit(draft, pool, 1, 1), then: [set(target)], else: t.oneIn(2) ? [set(target)] : [] }
      : set(target);
  grow(4 + t.below(16));
  const wire = add({ op: 'wire', width: t.pick(widths), lanes, args: [], name: 'w', nameLevel: 'name' });
  body.push({ kind: 'set', target: wire, value: fit(draft, pool, nodes[wire]!.width, lanes) });
  if (t.oneIn(2)) body.push(action(wire));
  pool.push(wire);
  grow(t.below(12));
  for (const state of states) for (let i = 1 + t.below(2); i > 0; i--) body.push(action(state));
  for (let i = 0; i < 2; i++) {
    const width = t.pick(widths);
    const output = port('out', width, lanes);
    body.push({ kind: 'set', target: output, value: fit(draft, pool, width, lanes) });
  }
  const rest = { memories: [], instances: [], streams: [] };
  return { top: 'vectors', modules: [{ name: 'vectors', domains: [clock], ports, nodes, body, registers, ...rest }] };
}

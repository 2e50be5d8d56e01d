import type { Design, Domain, Instance, Module, Node, Port, Register, Stmt } from '../../../dsl/ir/index.js';
import { type Draft, fit, type Loose } from '../../dsl/ir/random-module.js';
import { randomNode } from '../../dsl/ir/random-node.js';
import { type Tape, tape } from '../../dsl/ir/tape.js';

const clock: Domain = {
  name: 'clk',
  clock: 'clk',
  edge: 'rising',
  reset: { port: 'rst', kind: 'sync', activeLow: false },
};

/** A module in the making. */
function draftOf(t: Tape) {
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const add = (node: Loose): number =>
    nodes.push({ id: nodes.length, ...node, format: { kind: t.oneIn(2) ? 'sint' : 'uint' } }) - 1;
  const port = (name: string, dir: 'in' | 'out', width: number): number => {
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes: 1, args: [], name, nameLevel: 'port' });
    ports.push({ name, path: [name], dir, width, lanes: 1, format: { kind: 'uint' }, node, domain: 'clk' });
    return node;
  };
  const draft: Draft = { t, nodes, add };
  return { ...draft, ports, port };
}

interface Cell extends Module {
  /** Its outputs are registers, so that cells may be wired in circles. */
  readonly registered: boolean;
}

const widths = [8, 8, 16, 32, 1, 3, 7, 12, 20, 31, 33, 70];

/** A cell with a few scalar registers, which takes from its neighbours on two sides and gives to those on the others. */
function randomCell(t: Tape, across: number, down: number): Cell {
  const draft = draftOf(t);
  const { nodes, ports, add, port } = draft;
  const body: Stmt[] = [];
  const registers: Register[] = [];
  const pool = [
    port('left', 'in', across),
    port('up', 'in', down),
    port('en', 'in', 1),
    port('mode', 'in', 1),
    port('shared', 'in', 8),
  ];
  const [en, mode] = [pool[2]!, pool[3]!];
  const states = [across, down, ...Array.from({ length: t.below(3) }, () => t.pick(widths))].map((width, i) => {
    const node = add({ op: 'reg', width, lanes: 1, args: [], name: `r${i}`, nameLevel: 'name' });
    registers.push({ node, domain: 'clk', init: [t.bits(width)], reset: t.oneIn(2) });
    return node;
  });
  pool.push(...states);
  for (let i = 2 + t.below(10); i > 0; i--) pool.push(randomNode(draft, pool));
  const scalars = (): number[] => pool.filter(id => nodes[id]!.lanes === 1);
  const cond = (): number => (t.oneIn(2) ? en : t.oneIn(2) ? mode : fit(draft, scalars(), 1, 1));
  const set = (target: number): Stmt => ({
    kind: 'set',
    target,
    value: fit(draft, scalars(), nodes[target]!.width, 1),
  });
  states.forEach((state, i) => {
    if (t.oneIn(3)) body.push({ kind: 'set', target: state, value: move(state, i) });
    else body.push(set(state));
    if (t.oneIn(2)) body.push({ kind: 'if', cond: cond(), then: [set(state)], else: t.oneIn(2) ? [set(state)] : [] });
  });
  /** A neighbour's value moves in. */
  function move(state: number, i: number): number {
    const from = pool[i % 2]!;
    return nodes[from]!.width === nodes[state]!.width ? from : fit(draft, scalars(), nodes[state]!.width, 1);
  }
  const registered = !t.oneIn(3);
  const give = (name: string, width: number, state: number): void => {
    const target = port(name, 'out', width);
    body.push({ kind: 'set', target, value: registered ? state : fit(draft, scalars(), width, 1) });
  };
  give('right', across, states[0]!);
  give('below', down, states[1]!);
  if (t.oneIn(3)) {
    const said: Stmt = { kind: 'print', text: 'is {}', args: [t.pick(pool)], domain: 'clk' };
    body.push({ kind: 'if', cond: cond(), then: [said], else: [] });
  }
  if (t.oneIn(3)) body.push({ kind: 'check', check: 'cover', cond: cond(), message: 'seen', domain: 'clk' });
  const rest = { memories: [], instances: [], streams: [] };
  return { name: 'cell', domains: [clock], ports, nodes, body, registers, registered, ...rest };
}

/**
 * Up to 40 equal cells with scalar registers: in a grid, in a ring, shifted by some places or wired at random; enabled
 * together or one by one; as instances, or as the same logic over and over within one module, as a loop leaves it.
 */
export function randomArray(numbers: readonly number[]): Design {
  const t = tape(numbers);
  const [across, down] = [t.pick(widths), t.pick(widths)];
  const cell = randomCell(t, across, down);
  const count = t.pick([4, 5, 7, 8, 9, 16, 17, 20, 33, 40, 3]);
  const columns = t.pick([1, 2, 3, 4, 5, 8, 16]);
  const wiring = cell.registered ? t.pick(['grid', 'ring', 'stride', 'random'] as const) : 'grid';
  const draft = draftOf(t);
  const { nodes, ports, add, port } = draft;
  const given = { left: port('x', 'in', across), up: port('y', 'in', down), shared: port('shared', 'in', 8) };
  // An enable for each cell: elements of a vector, or bits of a number.
  const shape = t.oneIn(2) ? { width: count, lanes: 1 } : { width: 1, lanes: count };
  const enables = add({ op: 'input', ...shape, args: [], name: 'ens', nameLevel: 'port' });
  ports.push({ name: 'ens', path: ['ens'], dir: 'in', ...shape, format: { kind: 'uint' }, node: enables });
  const all = port('all', 'in', 1);
  const mode = port('mode', 'in', 1);
  const [apart, moved] = [t.oneIn(2), 1 + t.below(count - 1)];
  const sourceOf = (k: number, side: 'left' | 'up'): number | undefined => {
    if (wiring === 'ring') return (k + count - (side === 'left' ? 1 : columns % count)) % count;
    if (wiring === 'stride') return (k + moved) % count;
    if (wiring === 'random') return t.below(count);
    const edge = side === 'left' ? k % columns === 0 : k < columns;
    return edge ? undefined : k - (side === 'left' ? 1 : columns);
  };
  const inputsOf = (k: number, output: (of: number, side: 'right' | 'below') => number) => {
    const [left, up] = [sourceOf(k, 'left'), sourceOf(k, 'up')];
    return {
      left: left === undefined ? given.left : output(left, 'right'),
      up: up === undefined ? given.up : output(up, 'below'),
      en: apart ? add({ op: shape.lanes === 1 ? 'slice' : 'pick', width: 1, lanes: 1, args: [enables], from: k }) : all,
      mode,
      shared: given.shared,
    };
  };
  const rest = { memories: [], streams: [] };
  const top = { name: 'array', domains: [clock], nodes, ports, ...rest };
  const each = Array.from({ length: count }, (_, k) => k);

  if (!t.oneIn(3)) {
    const outputs = each.map(of => ({
      right: add({ op: 'inst', width: across, lanes: 1, args: [], of, port: 'right' }),
      below: add({ op: 'inst', width: down, lanes: 1, args: [], of, port: 'below' }),
    }));
    const instances = each.map(
      (k): Instance => ({
        name: `u${k}`,
        module: 'cell',
        inputs: inputsOf(k, (of, side) => outputs[of]![side]),
        outputs: outputs[k]!,
        domains: { clk: 'clk' },
      }),
    );
    const last = port('last', 'out', across);
    const body: Stmt[] = [{ kind: 'set', target: last, value: outputs.at(-1)!.right }];
    return { top: 'array', modules: [{ ...top, body, registers: [], instances }, cell] };
  }

  // The same without hierarchy: the registers first, so that any cell can read those of any other.
  const body: Stmt[] = [];
  const registers: Register[] = [];
  const maps = each.map(k => {
    const map = new Map<number, number>();
    for (const { node, ...kept } of cell.registers) {
      const { id: _, name, ...fields } = cell.nodes[node]!;
      map.set(node, nodes.push({ ...fields, id: nodes.length, name: `${name}_${k}` }) - 1);
      registers.push({ ...kept, node: map.get(node)! });
    }
    return map;
  });
  const driven = (name: string): number => {
    const { node } = cell.ports.find(candidate => candidate.name === name)!;
    const stmt = cell.body.find(candidate => candidate.kind === 'set' && candidate.target === node);
    return (stmt as Extract<Stmt, { kind: 'set' }>).value;
  };
  for (const k of each) {
    const map = maps[k]!;
    const inputs = inputsOf(k, (of, side) => maps[of]!.get(driven(side))!);
    for (const { id, ...node } of cell.nodes) {
      if (map.has(id) || node.op === 'output') continue;
      if (node.op === 'input') map.set(id, inputs[node.name as keyof typeof inputs]);
      else map.set(id, nodes.push({ ...node, id: nodes.length, args: node.args.map(arg => map.get(arg)!) }) - 1);
    }
    const copied = (stmt: Stmt): Stmt => {
      if (stmt.kind === 'if')
        return { ...stmt, cond: map.get(stmt.cond)!, then: stmt.then.map(copied), else: stmt.else.map(copied) };
      if (stmt.kind === 'set') return { ...stmt, target: map.get(stmt.target)!, value: map.get(stmt.value)! };
      if (stmt.kind === 'print') return { ...stmt, args: stmt.args.map(arg => map.get(arg)!) };
      return stmt.kind === 'check' ? { ...stmt, cond: map.get(stmt.cond)! } : stmt;
    };
    const outputs = new Set(cell.ports.filter(({ dir }) => dir === 'out').map(({ node }) => node));
    body.push(...cell.body.filter(stmt => stmt.kind !== 'set' || !outputs.has(stmt.target)).map(copied));
  }
  const last = port('last', 'out', across);
  body.push({ kind: 'set', target: last, value: maps.at(-1)!.get(driven('right'))! });
  return { top: 'array', modules: [{ ...top, body, registers, instances: [] }] };
}

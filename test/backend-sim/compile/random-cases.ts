import type { Design, Domain, Node, Port, Stmt } from '../../../dsl/ir/index.js';
import { type Draft, fit, type Loose } from '../../dsl/ir/random-module.js';
import { tape } from '../../dsl/ir/tape.js';

const clock: Domain = { name: 'clk', clock: 'clk', edge: 'rising' };

/** Registers, wires and a memory that hang on which number a value is: by `case`, and by conditions side by side. */
export function randomCases(numbers: readonly number[]): Design {
  const t = tape(numbers);
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const body: Stmt[] = [];
  const add = (node: Loose): number => nodes.push({ id: nodes.length, ...node, format: { kind: 'uint' } }) - 1;
  const draft: Draft = { t, nodes, add };
  const port = (dir: 'in' | 'out', width: number): number => {
    const name = `${dir}${ports.length}`;
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes: 1, args: [], name, nameLevel: 'port' });
    ports.push({ name, path: [name], dir, width, lanes: 1, format: { kind: 'uint' }, node, domain: 'clk' });
    return node;
  };
  const width = t.pick([2, 3, 4, 5, 32, 40]);
  const base = t.pick([0n, 1n, (1n << BigInt(width)) - 12n]);
  const number = (): bigint => BigInt.asUintN(width, base + BigInt(t.below(12)));
  const subjects = [port('in', width), add({ op: 'reg', width, lanes: 1, args: [], name: 'state', nameLevel: 'name' })];
  const widths = [1, 8, 8, 17];
  const targets = widths.map((w, i) =>
    add({ op: 'reg', width: w, lanes: 1, args: [], name: `r${i}`, nameLevel: 'name' }),
  );
  const registers = [subjects[1]!, ...targets].map(node => ({ node, domain: 'clk', reset: false }));
  const pool = [...subjects, ...targets, port('in', 8), port('in', 1), port('in', 17)];
  for (const from of [0, 1]) {
    // Something to do that is worth sinking.
    pool.push(add({ op: 'mulu', width: 16, lanes: 1, args: [fit(draft, pool, 8, 1), fit(draft, pool, 8, 1)] }));
    pool.push(add({ op: 'slice', width: 8, lanes: 1, args: [pool.at(-1)!], from: 4 * from }));
  }
  const wire = add({ op: 'wire', width: 8, lanes: 1, args: [], name: 'w', nameLevel: 'name' });
  const set = (target = t.pick([...targets, subjects[1]!])): Stmt => {
    if (t.oneIn(6)) {
      return { kind: 'write', mem: 0, port: 0, addr: fit(draft, pool, 2, 1), data: fit(draft, pool, 8, 1) };
    }
    return { kind: 'set', target, value: fit(draft, pool, nodes[target]!.width, 1) };
  };
  const some = (): Stmt[] => Array.from({ length: t.below(3) }, () => statement(2));
  const statement = (depth: number): Stmt => {
    if (depth === 2 || t.oneIn(4)) return set();
    const subject = t.pick(subjects);
    if (t.oneIn(2)) {
      const value = add({ op: 'const', width, lanes: 1, args: [], value: [number()] });
      const cond = add({ op: t.oneIn(4) ? 'ne' : 'eq', width: 1, lanes: 1, args: [subject, value] });
      return { kind: 'if', cond, then: [...some(), statement(depth + 1)], else: t.oneIn(4) ? some() : [] };
    }
    const values = [...new Set(Array.from({ length: 1 + t.below(9) }, number))];
    const arms = values.map(value => ({ match: [value], body: [...some(), statement(depth + 1)] }));
    return { kind: 'case', subject, arms, ...(t.oneIn(2) && { default: [statement(depth + 1)] }) };
  };
  body.push({ kind: 'set', target: wire, value: fit(draft, pool, 8, 1) });
  const arms = [...new Set(Array.from({ length: 6 }, number))].map(value => ({
    match: [value],
    body: [{ kind: 'set' as const, target: wire, value: fit(draft, pool, 8, 1) }],
  }));
  body.push({ kind: 'case', subject: subjects[0]!, arms });
  pool.push(wire);
  for (let i = 3 + t.below(14); i > 0; i--) body.push(statement(0));
  const read = add({ op: 'read', width: 8, lanes: 1, args: [fit(draft, pool, 2, 1)], of: 0 });
  body.push({ kind: 'set', target: port('out', 8), value: read });
  const memory = { name: 'm', width: 8, depth: 4, format: { kind: 'uint' }, style: 'auto' } as const;
  const access = { reads: [{ node: read, underWrite: 'old' as const }], writes: [{ domain: 'clk', parts: 1 }] };
  const memories = [{ ...memory, ...access }];
  const module = {
    name: 'cases',
    domains: [clock],
    ports,
    nodes,
    body,
    registers,
    memories,
    instances: [],
    streams: [],
  };
  return { top: 'cases', modules: [module] };
}

/** An output `y` and a register `r` that look up `x`, of 12 bits, in one `case` of so many arms; 5 beyond them. */
export function table(entries: number): Design {
  const nodes: Node[] = [];
  const add = (node: Loose): number => nodes.push({ id: nodes.length, ...node, format: { kind: 'uint' } }) - 1;
  const named = (op: 'input' | 'output' | 'reg', name: string, width: number): number =>
    add({ op, width, lanes: 1, args: [], name, nameLevel: op === 'reg' ? 'name' : 'port' });
  const value = (bits: number): number => add({ op: 'const', width: 16, lanes: 1, args: [], value: [BigInt(bits)] });
  const [x, y, r] = [named('input', 'x', 12), named('output', 'y', 16), named('reg', 'r', 16)];
  const lookUp = (target: number): Stmt => ({
    ...{ kind: 'case', subject: x },
    arms: Array.from({ length: entries }, (_, i) => ({
      match: [BigInt(i)],
      body: [{ kind: 'set', target, value: value((i * 7919) & 0xffff) }],
    })),
    default: [{ kind: 'set', target, value: value(5) }],
  });
  const port = (name: string, dir: 'in' | 'out', width: number, node: number): Port => ({
    ...{ name, path: [name], dir, width, lanes: 1, format: { kind: 'uint' }, node, domain: 'clk' },
  });
  const ports = [port('x', 'in', 12, x), port('y', 'out', 16, y)];
  const registers = [{ node: r, domain: 'clk', reset: false }];
  const rest = { memories: [], instances: [], streams: [] };
  const module = { name: 'table', domains: [clock], ports, nodes, body: [lookUp(y), lookUp(r)], registers, ...rest };
  return { top: 'table', modules: [module] };
}

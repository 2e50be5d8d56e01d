import type { Domain, Memory, Module, Node, Port, Register, Stmt } from '../../../dsl/ir/index.js';
import { randomFormat } from './random-design.js';
import { randomNode } from './random-node.js';
import type { Tape } from './tape.js';

export type Loose = Omit<Node, 'id' | 'format'>;

/** A module under construction: nodes, and for each domain the ids that may be combined with it. */
export interface Draft {
  readonly t: Tape;
  readonly nodes: Node[];
  add(node: Loose): number;
}

const widths = [1, 1, 2, 3, 5, 8, 8, 16, 31, 32, 33, 64, 65, 100];

export function randomModule(t: Tape, name: string, domains: readonly Domain[], children: readonly Module[]): Module {
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const body: Stmt[] = [];
  const registers: Register[] = [];
  const memories: Memory[] = [];
  const instances: Module['instances'][number][] = [];
  const add = (node: Loose): number => {
    const level = t.oneIn(6) ? (['hint', 'hint', 'name'] as const)[t.below(3)] : undefined;
    const named =
      node.op === 'input' || node.op === 'output' || !level
        ? {}
        : { name: t.pick(['sum', 'x', 'reg', 'a b']), nameLevel: level };
    const loc = t.oneIn(8) ? { loc: { frames: [{ file: '/home/me/conv.ts', line: 1 + t.below(99), column: 3 }] } } : {};
    nodes.push({ id: nodes.length, ...node, format: randomFormat(t, node.width), ...named, ...loc });
    return nodes.length - 1;
  };
  const draft: Draft = { t, nodes, add };
  const shape = () => ({ width: t.pick(widths), lanes: t.oneIn(3) ? 1 + t.below(5) : 1 });
  const port = (dir: 'in' | 'out', domain: string, { width, lanes }: { width: number; lanes: number }): number => {
    const portName = `${dir}${ports.length}`;
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes, args: [] });
    nodes[node] = { ...nodes[node]!, name: portName, nameLevel: 'port' };
    ports.push({
      name: portName,
      path: ['io', portName],
      ...(lanes > 1 && t.oneIn(2) ? { shape: ['io', lanes, portName] } : {}),
      dir,
      width,
      lanes,
      format: nodes[node]!.format,
      node,
      domain,
    });
    return node;
  };

  for (const { name: domain } of domains) {
    const pool = [port('in', domain, shape()), port('in', domain, { width: 1, lanes: 1 })];
    const states: number[] = [];
    const grow = (count: number): void => {
      for (let i = 0; i < count; i++) pool.push(randomNode(draft, pool));
    };
    const cond = (): number => fit(draft, pool, 1, 1);
    const action = (make: () => Stmt, depth = 0): Stmt => {
      if (depth > 2 || !t.oneIn(2)) return make();
      if (t.oneIn(2))
        return {
          kind: 'if',
          cond: cond(),
          then: [action(make, depth + 1)],
          else: t.oneIn(2) ? [action(make, depth + 1)] : [],
        };
      const subject = fit(draft, pool, 2, 1);
      const arms = [
        { match: [0n, 3n], body: [action(make, depth + 1)] },
        { match: [1n], body: [] },
      ];
      return { kind: 'case', subject, arms, ...(t.oneIn(2) ? { default: [action(make, depth + 1)] } : {}) };
    };
    const setter = (target: number): (() => Stmt) => {
      const { width, lanes } = nodes[target]!;
      return () => {
        if (lanes > 1 && t.oneIn(3))
          return { kind: 'set', target, value: fit(draft, pool, width, 1), lane: t.below(lanes) };
        if (lanes > 1 && t.oneIn(3))
          return { kind: 'set', target, value: fit(draft, pool, width, 1), index: fit(draft, pool, 3, 1) };
        return { kind: 'set', target, value: fit(draft, pool, width, lanes) };
      };
    };
    /** A default, then conditional overrides; values only from nodes that exist before the target is read. */
    const drive = (target: number): void => {
      const { width, lanes } = nodes[target]!;
      body.push({ kind: 'set', target, value: fit(draft, pool, width, lanes) });
      while (t.oneIn(3)) body.push({ kind: 'if', cond: cond(), then: [action(setter(target))], else: [] });
    };

    for (let i = t.below(3); i > 0; i--) {
      const { width, lanes } = shape();
      const node = add({ op: 'reg', width, lanes, args: [] });
      const init = t.oneIn(2) ? { init: Array.from({ length: lanes }, () => t.bits(width)) } : {};
      registers.push({ node, domain, ...init, reset: 'init' in init && t.oneIn(2) });
      states.push(node);
      pool.push(node);
    }
    for (let round = 1 + t.below(4); round > 0; round--) {
      grow(t.below(10));
      const { width, lanes } = shape();
      const wire = add({ op: 'wire', width, lanes, args: [] });
      const uses = [...pool, wire];
      const early = Array.from({ length: t.below(4) }, () => randomNode(draft, uses));
      drive(wire);
      pool.push(wire, ...early);
    }
    if (t.oneIn(3)) {
      const style = t.pick(['auto', 'block', 'distributed'] as const);
      const sync = t.oneIn(2);
      const [width, of] = [t.pick([4, 8, 36]), memories.length];
      const args = [fit(draft, pool, 3, 1), ...(sync ? [cond()] : [])];
      const node = add({ op: 'read', width, lanes: 1, args, of });
      const [data, parts] = [fit(draft, pool, width, 1), t.pick([1, 2])];
      const mask = parts === 2 ? { mask: fit(draft, pool, 2, 1) } : {};
      const write = { kind: 'write', mem: of, port: 0, addr: fit(draft, pool, 3, 1), data, ...mask } as const;
      body.push(action(() => write));
      const reads = [
        { node, ...(sync ? { domain } : {}), underWrite: t.oneIn(2) ? ('old' as const) : ('new' as const) },
      ];
      memories.push({
        name: `ram${of}`,
        width,
        depth: 6,
        format: { kind: 'uint' },
        init: [1n, t.bits(width)],
        style,
        reads,
        writes: [{ domain, parts }],
      });
      pool.push(node);
    }
    for (const child of children) {
      if (!t.oneIn(2)) continue;
      const [index, inputs, outputs] = [instances.length, {} as Record<string, number>, {} as Record<string, number>];
      for (const p of child.ports) if (p.dir === 'in') inputs[p.name] = fit(draft, pool, p.width, p.lanes);
      for (const p of child.ports) {
        if (p.dir !== 'out' || t.oneIn(4)) continue;
        outputs[p.name] = add({ op: 'inst', width: p.width, lanes: p.lanes, args: [], of: index, port: p.name });
        pool.push(outputs[p.name]!);
      }
      instances.push({
        name: `u${index}`,
        module: child.name,
        inputs,
        outputs,
        domains: Object.fromEntries(child.domains.map(d => [d.name, domain])),
      });
    }
    grow(t.below(6));
    for (const state of states) if (!t.oneIn(4)) body.push(action(setter(state)));
    for (let i = 1 + t.below(2); i > 0; i--) drive(port('out', domain, shape()));
    if (t.oneIn(2))
      body.push({
        kind: 'check',
        check: t.pick(['assert', 'assume', 'cover'] as const),
        cond: cond(),
        message: 'must "hold"',
        domain,
      });
    if (t.oneIn(2)) body.push(action(() => ({ kind: 'print', text: 'got {}', args: [t.pick(pool)], domain })));
  }
  return { name, domains, ports, nodes, body, registers, memories, instances, streams: [] };
}

/** A node of that shape, from the pool when one fits, else adapted from one. */
export function fit(draft: Draft, pool: readonly number[], width: number, lanes: number): number {
  const { t, nodes, add } = draft;
  const fitting = pool.filter(id => nodes[id]!.width === width && nodes[id]!.lanes === lanes);
  if (fitting.length > 0 && !t.oneIn(4)) return t.pick(fitting);
  if (t.oneIn(4))
    return add({ op: 'const', width, lanes, args: [], value: Array.from({ length: lanes }, () => t.bits(width)) });
  const from = t.pick(pool);
  const scalar =
    nodes[from]!.lanes === 1
      ? from
      : add({ op: 'pick', width: nodes[from]!.width, lanes: 1, args: [from], from: t.below(nodes[from]!.lanes) });
  const w = nodes[scalar]!.width;
  const sized =
    w === width
      ? scalar
      : w < width
        ? add({ op: t.oneIn(2) ? 'sext' : 'zext', width, lanes: 1, args: [scalar] })
        : add({ op: 'slice', width, lanes: 1, args: [scalar], from: t.below(w - width + 1) });
  return lanes === 1 ? sized : add({ op: 'splat', width, lanes, args: [sized] });
}

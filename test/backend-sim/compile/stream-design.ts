import type { Design, Node, Port, Stmt, StreamInfo } from '../../../dsl/ir/index.js';
import type { Loose } from '../../dsl/ir/random-module.js';

/** A register between two streams: three lanes of 10 bits, a word of 70 bits and `last`; it counts what passes. */
export function streamDesign(): Design {
  const nodes: Node[] = [];
  const ports: Port[] = [];
  const body: Stmt[] = [];
  const add = (node: Loose): number => nodes.push({ id: nodes.length, ...node, format: { kind: 'uint' } }) - 1;
  const port = (dir: 'in' | 'out', name: string, width: number, lanes = 1): number => {
    const node = add({ op: dir === 'in' ? 'input' : 'output', width, lanes, args: [], name, nameLevel: 'port' });
    ports.push({ name, path: [name], dir, width, lanes, format: { kind: 'uint' }, node, domain: 'clk' });
    return node;
  };
  const reg = (name: string, width: number, lanes = 1): number =>
    add({ op: 'reg', width, lanes, args: [], name, nameLevel: 'name' });
  const bit = (op: 'and' | 'or' | 'not', ...args: number[]): number => add({ op, width: 1, lanes: 1, args });
  const set = (target: number, value: number): Stmt => ({ kind: 'set', target, value });
  const fields = [
    { name: 'x', width: 10, lanes: 3 },
    { name: 'y', width: 70, lanes: 1 },
    { name: 'last', width: 1, lanes: 1 },
  ];
  const sValid = port('in', 's_valid', 1);
  const sReady = port('out', 's_ready', 1);
  const sData = fields.map(({ name, width, lanes }) => port('in', `s_${name}`, width, lanes));
  const mValid = port('out', 'm_valid', 1);
  const mReady = port('in', 'm_ready', 1);
  const mData = fields.map(({ name, width, lanes }) => port('out', `m_${name}`, width, lanes));
  const full = reg('full', 1);
  const held = fields.map(({ name, width, lanes }) => reg(`held_${name}`, width, lanes));
  const count = reg('count', 16);
  const open = bit('or', bit('not', full), mReady);
  const one = add({ op: 'const', width: 16, lanes: 1, args: [], value: [1n] });
  const more = add({ op: 'add', width: 16, lanes: 1, args: [count, one] });
  body.push(set(sReady, open), set(mValid, full), ...mData.map((out, i) => set(out, held[i]!)));
  body.push({
    kind: 'if',
    cond: open,
    then: [set(full, sValid), ...held.map((to, i) => set(to, sData[i]!))],
    else: [],
  });
  const moved = bit('and', full, mReady);
  body.push({ kind: 'if', cond: moved, then: [set(count, more)], else: [] });
  const limit = add({ op: 'const', width: 16, lanes: 1, args: [], value: [40n] });
  const cond = add({ op: 'ne', width: 1, lanes: 1, args: [count, limit] });
  body.push({ kind: 'check', check: 'assert', cond, message: 'fewer than 40', domain: 'clk' });
  const stream = (
    name: string,
    dir: 'in' | 'out',
    valid: number,
    ready: number,
    data: readonly number[],
  ): StreamInfo => ({
    ...{ name, dir, protocol: 'stream', domain: 'clk', valid, ready, last: data[2]! },
    payload: [
      { path: ['x'], node: data[0]! },
      { path: ['y'], node: data[1]! },
    ],
  });
  const registers = [full, ...held, count].map(node => ({ node, domain: 'clk', init: undefined, reset: false }));
  return {
    top: 'pass',
    modules: [
      {
        name: 'pass',
        domains: [{ name: 'clk', clock: 'clk', edge: 'rising' }],
        ports,
        nodes,
        body,
        registers: registers.map(({ node, domain, reset }) => ({ node, domain, reset })),
        memories: [],
        instances: [],
        streams: [stream('s', 'in', sValid, sReady, sData), stream('m', 'out', mValid, mReady, mData)],
      },
    ],
  };
}

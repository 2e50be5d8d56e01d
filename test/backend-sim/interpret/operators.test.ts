import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interpret } from '../../../backend-sim/index.js';
import { type Design, evaluate, type Lanes, type Node } from '../../../dsl/ir/index.js';
import type { Loose } from '../../dsl/ir/random-module.js';
import { randomNode } from '../../dsl/ir/random-node.js';
import { type Tape, tape, tapes } from '../../dsl/ir/tape.js';

const shapes = [
  { width: 1, lanes: 1 },
  { width: 7, lanes: 1 },
  { width: 8, lanes: 5 },
  { width: 33, lanes: 1 },
  { width: 130, lanes: 2 },
];

/** Inputs, and operators on them and on each other; every node has a name, so that it can be read. */
function expressions(t: Tape): Design {
  const nodes: Node[] = [];
  const add = (node: Loose): number => {
    nodes.push({ ...node, id: nodes.length, format: { kind: 'uint' }, name: `n${nodes.length}`, nameLevel: 'name' });
    return nodes.length - 1;
  };
  const pool = shapes.map(({ width, lanes }) => add({ op: 'input', width, lanes, args: [] }));
  const ports = pool.map(node => {
    const { name, width, lanes, format } = nodes[node]!;
    return { name: name!, path: [name!], dir: 'in' as const, width, lanes, format, node };
  });
  for (let i = 0; i < 30; i++) pool.push(randomNode({ t, nodes, add }, pool));
  const none = { domains: [], body: [], registers: [], memories: [], instances: [], streams: [] };
  return { top: 'expressions', modules: [{ name: 'expressions', ports, nodes, ...none }] };
}

/** The value of a node by recursion from the inputs: no settling, no order. */
function direct(nodes: readonly Node[], inputs: ReadonlyMap<number, Lanes>, id: number): Lanes {
  const node = nodes[id]!;
  const given = inputs.get(id);
  if (given) return given;
  return evaluate(
    node,
    node.args.map(arg => direct(nodes, inputs, arg)),
    node.args.map(arg => nodes[arg]!.width),
  );
}

test('every operator gives what evaluate gives for its arguments', () => {
  fc.assert(
    fc.property(tapes(300), tapes(60), (shape, values) => {
      const design = expressions(tape(shape));
      const { nodes, ports } = design.modules[0]!;
      const t = tape(values);
      const inputs = new Map(
        ports.map(({ node, width, lanes }) => [node, Array.from({ length: lanes }, () => t.bits(width))]),
      );
      const machine = interpret(design);
      const idOf = (signal: number): number => nodes.findIndex(({ name }) => name === machine.signals[signal]!.path[0]);
      machine.signals.forEach(({ kind }, signal) => {
        if (kind === 'input') machine.write(signal, inputs.get(idOf(signal))!);
      });
      machine.signals.forEach(({ path }, signal) => {
        const id = idOf(signal);
        assert.equal(machine.read(signal), [...direct(nodes, inputs, id)], `${nodes[id]!.op} in ${path[0]}`);
      });
    }),
    { numRuns: 200 },
  );
});

test.run();

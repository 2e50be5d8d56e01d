import type { NodeId } from '../../ir/index.js';
import type { Analysis } from './analysis.js';
import { type BitDependencies, bitDependencies, type Visit } from './bits.js';

/** One bit of a node, counted through its lanes. */
export type Bit = readonly [node: NodeId, bit: number];

const known = new WeakMap<Analysis, BitDependencies>();

/** Which bits a bit of the module depends on within a cycle, instances included. */
export function bitsOf(analysis: Analysis): BitDependencies {
  const before = known.get(analysis);
  if (before) return before;
  const made = bitDependencies(analysis, childBits(analysis));
  known.set(analysis, made);
  return made;
}

/** Bits of an instance's outputs: what the child makes of its inputs, followed through its own bits once for each. */
function childBits({ module, child }: Analysis): BitDependencies {
  const feeds = module.instances.map(({ inputs }, of) => {
    return new Map(child(of).module.ports.map(({ node, name }) => [node, inputs[name]]));
  });
  return (id, bit, visit) => {
    const { of, port } = module.nodes[id]!;
    const inner = child(of!);
    const through = inner.module.extern && inner.module.body.length === 0 ? allInputBits : inputBitsOf;
    for (const [input, inputBit] of through(inner, port!, bit)) {
      const feeding = feeds[of!]!.get(input);
      if (feeding !== undefined) visit(feeding, inputBit);
    }
  };
}

/** Of a black box: every bit of the inputs that its output may depend on. */
function allInputBits({ module, reach }: Analysis, output: string): readonly Bit[] {
  const inputs = module.ports.filter(({ name }) => reach.get(output)?.includes(name));
  return inputs.flatMap(({ node, width, lanes }) =>
    Array.from({ length: width * lanes }, (_, bit): Bit => [node, bit]),
  );
}

const memos = new WeakMap<Analysis, Map<string, readonly Bit[]>>();

/** The bits of input ports that a bit of an output depends on. */
function inputBitsOf(analysis: Analysis, output: string, bit: number): readonly Bit[] {
  const memo = memos.get(analysis) ?? new Map<string, readonly Bit[]>();
  memos.set(analysis, memo);
  const key = `${bit} ${output}`;
  const before = memo.get(key);
  if (before) return before;
  const { node } = analysis.module.ports.find(({ name, dir }) => name === output && dir === 'out')!;
  const found: Bit[] = [];
  reachBits(analysis, [node, bit], (id, b) => {
    if (analysis.module.nodes[id]!.op === 'input') found.push([id, b]);
    return true;
  });
  memo.set(key, found);
  return found;
}

/** Walks from a bit to all that it depends on, each once, until `enter` gives false. */
export function reachBits(analysis: Analysis, from: Bit, enter: (node: NodeId, bit: number) => boolean): void {
  const dependencies = bitsOf(analysis);
  const first = firstBits(analysis);
  const seen = new Set<number>();
  const open: Bit[] = [];
  const add: Visit = (node, bit) => {
    const key = first[node]! + bit;
    if (seen.has(key)) return;
    seen.add(key);
    open.push([node, bit]);
  };
  add(...from);
  for (let next = open.pop(); next; next = open.pop()) {
    if (!enter(...next)) return;
    dependencies(...next, add);
  }
}

const numbered = new WeakMap<Analysis, Int32Array>();

/** The bits of a module counted through all its nodes: the number of each node's first. */
function firstBits(analysis: Analysis): Int32Array {
  const before = numbered.get(analysis);
  if (before) return before;
  const { nodes } = analysis.module;
  const first = new Int32Array(nodes.length);
  for (let id = 1; id < nodes.length; id++) first[id] = first[id - 1]! + nodes[id - 1]!.width * nodes[id - 1]!.lanes;
  numbered.set(analysis, first);
  return first;
}

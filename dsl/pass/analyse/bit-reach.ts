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
  return (id, bit, visit) => {
    const { of, port } = module.nodes[id]!;
    const { inputs } = module.instances[of!]!;
    const inner = child(of!);
    const fed = new Map(inner.module.ports.map(({ node, name }) => [node, inputs[name]]));
    if (inner.module.extern && inner.module.body.length === 0) {
      for (const name of inner.reach.get(port!) ?? []) {
        const { width, lanes, node } = inner.module.ports.find(candidate => candidate.name === name)!;
        for (let b = 0; b < width * lanes; b++) if (fed.get(node) !== undefined) visit(fed.get(node)!, b);
      }
      return;
    }
    const out = inner.module.ports.find(({ name, dir }) => name === port && dir === 'out')!;
    for (const [input, inputBit] of inputBitsOf(inner, out.node, bit)) {
      const feeding = fed.get(input);
      if (feeding !== undefined) visit(feeding, inputBit);
    }
  };
}

const reached = new WeakMap<Analysis, Map<string, readonly Bit[]>>();
/** The bits of input ports that a bit depends on. */
function inputBitsOf(analysis: Analysis, node: NodeId, bit: number): readonly Bit[] {
  const memo = reached.get(analysis) ?? new Map<string, readonly Bit[]>();
  reached.set(analysis, memo);
  const key = `${node}.${bit}`;
  const before = memo.get(key);
  if (before) return before;
  const found: Bit[] = [];
  reachBits(analysis, [[node, bit]], (id, b) => {
    if (analysis.module.nodes[id]!.op === 'input') found.push([id, b]);
    return true;
  });
  memo.set(key, found);
  return found;
}

/** Walks from bits to all that they depend on, each once, until `enter` gives false. */
export function reachBits(
  analysis: Analysis,
  from: readonly Bit[],
  enter: (node: NodeId, bit: number) => boolean,
): void {
  const of = bitsOf(analysis);
  const seen = new Set<string>();
  const open: Bit[] = [];
  const add: Visit = (node, bit) => {
    const key = `${node}.${bit}`;
    if (seen.has(key)) return;
    seen.add(key);
    open.push([node, bit]);
  };
  for (const [node, bit] of from) add(node, bit);
  for (let next = open.pop(); next; next = open.pop()) {
    if (!enter(next[0], next[1])) return;
    of(next[0], next[1], add);
  }
}

import type { Node, NodeId } from '../../dsl/ir/index.js';
import type { Plan } from './plan.js';

const resizes = new Set<Node['op']>(['slice', 'zext', 'sext']);
const comparisons = new Set<Node['op']>(['ltu', 'lts', 'leu', 'les']);

/** What a choice between two values computes, in a word for names: `max`, `min`, `abs`, `sat`, or just `mux`. */
export function choiceOf(nodes: readonly Node[], { constants }: Plan, { args }: Node): string {
  const [cond, a, b] = args as [NodeId, NodeId, NodeId];
  const { op, args: compared } = nodes[cond]!;
  if (!comparisons.has(op)) return 'mux';
  const [low, high] = compared as [NodeId, NodeId];
  /** The value itself, where it is only given more or fewer bits. */
  const peeled = (id: NodeId): NodeId => (resizes.has(nodes[id]!.op) ? peeled(nodes[id]!.args[0]!) : id);
  const same = (x: NodeId, y: NodeId): boolean =>
    peeled(x) === peeled(y) || (constants[x] !== undefined && constants[x]?.join() === constants[y]?.join());
  if (same(a, low) && same(b, high)) return 'min';
  if (same(a, high) && same(b, low)) return 'max';
  const { op: other, args: parts } = nodes[peeled(a)]!;
  const negated = other === 'sub' && constants[parts[0]!]?.every(lane => lane === 0n) && same(parts[1]!, low);
  if (negated && same(b, low)) return 'abs';
  const limits = constants[a] !== undefined && (constants[low] !== undefined || constants[high] !== undefined);
  const rest = nodes[b]!.op;
  return limits && (rest === 'slice' || rest === 'mux') ? 'sat' : 'mux';
}

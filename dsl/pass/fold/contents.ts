import type { Node, NodeId, Op } from '../../ir/index.js';

/** The node as another operator; what only the old one had is dropped. The name of a constant is no more than a hint. */
export function become(node: Node, op: Op, args: readonly NodeId[], from?: number): Node {
  const { from: _from, value: _value, ...rest } = node;
  const name = op === 'const' && node.nameLevel === 'name' ? { nameLevel: 'hint' as const } : {};
  return { ...rest, op, args, ...(from === undefined ? {} : { from }), ...name };
}

/** The node as a constant with the same number in every lane. */
export const constant = (node: Node, value: bigint): Node => ({
  ...become(node, 'const', []),
  value: Array<bigint>(node.lanes).fill(value),
});

/** True for a constant of which every lane is `value`. */
export const isAll = (node: Node, value: bigint): boolean =>
  node.op === 'const' && node.value!.every(lane => lane === value);

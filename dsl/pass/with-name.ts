import type { Node, NodeId } from '../ir/index.js';

/**
 * A value with the name that its other self had, if that is the stronger one, and with the format that belongs to the
 * name. Ports keep theirs; a constant is told by its value; what is printed keeps its format.
 */
export function withName(value: Node, other: Node, printed: ReadonlySet<NodeId>): Node {
  const gives = other.name !== undefined && (value.name === undefined || rank(other) > rank(value));
  if (!gives || value.op === 'const') return value;
  const named = { ...value, name: other.name!, nameLevel: other.nameLevel ?? 'hint' };
  return printed.has(value.id) ? named : { ...named, format: other.format };
}

const rank = ({ nameLevel }: Node): number => ['hint', 'name', 'port'].indexOf(nameLevel ?? 'hint');

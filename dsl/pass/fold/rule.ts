import type { Node, NodeId } from '../../ir/index.js';

/**
 * What is simpler than an operator of which at least one argument is no constant: another node with the same value,
 * or other contents for this one. `at` gives any earlier node.
 */
export type Rule = (node: Node, args: readonly Node[], at: (id: NodeId) => Node) => NodeId | Node | undefined;

import type { Span } from '../error/diagnostic.js';
import type { Node } from '../ir/index.js';
import type { Ref } from './ref.js';

/** Why a value has the width it has, in words: "a product of 8 and 8 bits". */
function whyWidth(ref: Ref): string {
  const { nodes } = ref.scope;
  const node = nodes[ref.id]!;
  const arg = (i: number): Node => peel(nodes, node.args[i]!);
  switch (node.op) {
    case 'add':
      return `a sum of ${arg(0).width} and ${arg(1).width} bits`;
    case 'sub':
      return `a difference of ${arg(0).width} and ${arg(1).width} bits`;
    case 'mulu':
    case 'muls':
      return `a product of ${arg(0).width} and ${arg(1).width} bits`;
    case 'cat':
      return `${node.args.map(id => nodes[id]!.width).join(' and ')} bits side by side`;
    case 'slice':
      return `bits ${node.from! + node.width - 1} to ${node.from} of ${arg(0).width}`;
    case 'input':
      return 'an input port';
    case 'reg':
      return 'a register';
    default:
      return '';
  }
}

/** The value before it was extended to fit its operator. */
function peel(nodes: readonly Node[], id: number): Node {
  const node = nodes[id]!;
  return node.op === 'zext' || node.op === 'sext' ? nodes[node.args[0]!]! : node;
}

/** A span that points at where a value was made, and says what it is. */
export function madeHere(ref: Ref, type: string): Span {
  const node = ref.scope.nodes[ref.id]!;
  const why = whyWidth(ref);
  return { loc: node.loc, note: `${node.name ?? 'this value'} is ${type}${why && `: ${why}`}` };
}

import type { Node, Op } from '../../ir/index.js';

/** Operators that only lead bits elsewhere. They cost nothing, so they go to whatever stage needs them. */
const wiring: ReadonlySet<Op> = new Set<Op>(['slice', 'cat', 'zext', 'sext', 'splat', 'pick', 'pack', 'reshape']);

export const isWiring = ({ op }: Node): boolean => wiring.has(op);

/**
 * How long an operator takes, in levels of look-up tables and carry chains: rough, but the same for every device, so
 * that the places of registers do not change with the tools. `widths` are those of its arguments.
 */
export function delayOf({ op, width }: Node, widths: readonly number[]): number {
  const carry = (bits: number): number => 1 + bits / 32;
  const tree = (inputs: number): number => Math.max(1, Math.ceil(Math.log2(inputs) / 2));
  switch (op) {
    case 'mulu':
    case 'muls':
      return 4;
    case 'add':
    case 'sub':
      return carry(width);
    case 'eq':
    case 'ne':
    case 'ltu':
    case 'lts':
    case 'leu':
    case 'les':
      return carry(widths[0] ?? 1);
    case 'shl':
    case 'shru':
    case 'shrs':
      return tree(2 ** Math.min(widths[1] ?? 1, 8));
    case 'redand':
    case 'redor':
    case 'redxor':
      return tree(widths[0] ?? 1);
    case 'index':
      return tree(2 ** Math.min(widths[1] ?? 1, 8));
    case 'and':
    case 'or':
    case 'xor':
    case 'mux':
      return 1;
    case 'not':
      return 0.2;
    default:
      return 0;
  }
}

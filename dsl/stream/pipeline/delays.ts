import type { Node } from '../../ir/index.js';
import {
  adder,
  choice,
  equal,
  type ProductTime,
  products,
  type Target,
  targets,
  tree,
} from '../../kernel/schedule/target.js';

/**
 * How long an operator takes, in nanoseconds (estimates, see `Target`). `widths` are those of its arguments, `known` says
 * which of them are constants. Operators that only lead bits elsewhere take no time.
 */
export function delayOf(
  { op, width }: Pick<Node, 'op' | 'width'>,
  widths: readonly number[],
  known: readonly boolean[] = [],
  target: Target = targets.xc7,
): number {
  const constant = known.includes(true);
  switch (op) {
    case 'mulu':
    case 'muls':
      return products(target, widths[0]!, widths[1]!)[0]!.delay;
    case 'add':
    case 'sub':
      return adder(target, width);
    case 'eq':
    case 'ne':
      return constant ? tree(target, widths[0]!) : equal(target, widths[0]!);
    case 'ltu':
    case 'lts':
    case 'leu':
    case 'les':
      return adder(target, widths[0]!);
    case 'shl':
    case 'shru':
    case 'shrs':
    case 'index':
      return known[1] ? 0 : choice(target, 2 ** Math.min(widths[1]!, 12));
    case 'redand':
    case 'redor':
    case 'redxor':
      return tree(target, widths[0]!);
    case 'and':
    case 'or':
    case 'xor':
      return constant ? 0 : target.level;
    case 'mux':
      return target.level;
    // Inverters go into the look-up tables behind them.
    default:
      return 0;
  }
}

/** The same with the registers that a product has inside, where it takes longer than a period without. */
export function timeOf(
  node: Pick<Node, 'op' | 'width'>,
  widths: readonly number[],
  known: readonly boolean[],
  target: Target,
  period: number,
): ProductTime {
  const delay = delayOf(node, widths, known, target);
  const plain: ProductTime = { latency: 0, delay, out: 0, inside: delay };
  if (node.op !== 'mulu' && node.op !== 'muls') return plain;
  return products(target, widths[0]!, widths[1]!).find(({ inside }) => inside <= period + 1e-6) ?? plain;
}

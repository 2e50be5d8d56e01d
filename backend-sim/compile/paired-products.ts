import type { Graph } from './graph.js';
import type { Low } from './low.js';

/** One value below 2^15 in all lanes, times constants of 16 bits: a product that uses half of its instruction. */
interface HalfProduct {
  readonly value: Low;
  /** The row of constants. */
  readonly factors: bigint;
}

/**
 * The sum of two rows of 32-bit lanes. `i32x4.dot_i16x8_s` adds two products of 16 bits in each lane, so two half
 * products become one whole one: sums of products, added one after the other, take half of the instructions.
 */
export function addRows(g: Graph, x: Low, y: Low): Low {
  const second = halfProduct(y);
  const first = second && halfProduct(x);
  if (first) return joined(g, first, second);
  const chained = second && x.op === 'simd' && x.name === 'i32x4.add' ? halfProduct(x.args[1]!) : undefined;
  if (chained) return g.simd('i32x4.add', x.args[0]!, joined(g, chained, second!));
  return g.simd('i32x4.add', x, y);
}

function halfProduct({ op, name, args }: Low): HalfProduct | undefined {
  if (op !== 'simd' || name !== 'i32x4.dot_i16x8_s') return undefined;
  const splat = args.find(arg => arg.name === 'i32x4.splat');
  const constants = args.find(arg => arg.op === 'row');
  const value = splat?.args[0];
  return value && constants && value.ubits <= 15 ? { value, factors: constants.value } : undefined;
}

/** The first product in the lower half of each lane, the second in the upper one. */
function joined(g: Graph, first: HalfProduct, second: HalfProduct): Low {
  const values = g.cat(g.slice(second.value, 0, 16), g.slice(first.value, 0, 16));
  let factors = 0n;
  for (let at = 0n; at < 128n; at += 32n) {
    const pair = (BigInt.asUintN(16, second.factors >> at) << 16n) | BigInt.asUintN(16, first.factors >> at);
    factors |= pair << at;
  }
  return g.simd('i32x4.dot_i16x8_s', g.simd('i32x4.splat', values), g.row(factors));
}

import { chunks } from '../arith/chunks.js';
import { type Interval, signedBits } from '../arith/interval.js';
import { type Packing, packedSum, split } from '../arith/packing.js';
import type { Bool } from '../signal/bool.js';
import { lit } from '../signal/lit.js';
import type { SInt } from '../signal/sint.js';
import type { UInt } from '../signal/uint.js';
import { lanewise, type Vec } from '../signal/vec.js';
import { delay } from '../state/delay.js';
import { sint, uint } from '../type/make.js';
import type { SIntType } from '../type/type.js';
import { fit, signed } from './bits.js';
import type { Factors } from './factors.js';
import { skewed } from './later.js';
import type { Integer, Shape } from './options.js';

type Sums = Vec<SIntType>;

/**
 * Sums of products down the rows: the sum of a row and those above moves on by one row in each cycle, as DSP blocks hand
 * it on, so each row gets its value one cycle after the row above. Registers where the block has them, before the
 * multiplication (value and factor), behind it, and behind the addition:
 *
 *     x0 ---- [x]--(*)--[m]--(+)--[p]
 *     x1 [.]- [x]--(*)--[m]--(+)--[p]
 *     x2 [.]-[.]- [x]--(*)--[m]--(+)--[p] --> x0*w0 + x1*w1 + x2*w2
 */
interface Plan {
  /** Rows whose sums are handed on: all of them, or as many as packed products can be added up. */
  readonly chains: readonly { readonly from: number; readonly terms: number }[];
  /** By row: edges between the register that holds the values of an element and the one before the multiplier. */
  readonly edges: readonly number[];
  /** Edges from the register that holds the values to the result. */
  readonly latency: number;
}

export function planOf({ rows }: Shape, { packing }: Factors): Plan {
  const size = packing ? Math.min(packing.terms, rows) : rows;
  const chains = chunks(rows, size);
  // The sums of a chain end at its last row, whatever its length, and a cycle behind those of the chain above.
  const edges = chains.flatMap(({ terms }, i) => Array.from({ length: terms }, (_, k) => i + (size - terms) + k));
  return { chains, edges, latency: 3 + (size - 1) + (packing ? chains.length : 0) };
}

/** Values and factors as sums, one for each of the columns of a turn. `column` is what a whole sum can be. */
export function cascade(
  shape: Shape,
  factors: Factors,
  held: Vec<Integer>,
  factorOf: (row: number, edges: number) => Sums,
  column: Interval,
): { readonly sums: Sums; readonly parts: Readonly<Record<string, unknown>> } {
  const { packing } = factors;
  const { chains, edges } = planOf(shape, factors);
  const { values, stages } = skewed(held, edges);
  const x = values.map(value => delay(value, 1));
  const products = x.map((value, row) =>
    delay(lanewise(f => (f as SInt).mul(signed(value)), factorOf(row, edges[row]!)) as Sums, 1),
  );
  const sums: Sums[] = [];
  for (const { from, terms } of chains) {
    const width = signedBits(packing ? packedSum(packing, shape.ranges.value, terms) : column);
    for (let row = from; row < from + terms; row++) {
      const product = lanewise(m => fit(m as SInt, width), products[row]!) as Sums;
      sums[row] = delay(row > from ? added(sums[row - 1]!, product) : product, 1);
    }
  }
  const results = chains.map(({ from, terms }) => sums[from + terms - 1]!);
  const parts = { skew: stages, x, products, sums };
  if (!packing) return { sums: results[0]!, parts };
  const { low, high } = unpacked(packing, results, signedBits(column));
  return { sums: low.at(-1)!.concat(high.at(-1)!), parts: { ...parts, low, high } };
}

/** The sums of both halves of all chains, a chain a cycle; the carry goes into the addition of the upper ones. */
function unpacked(packing: Packing, results: readonly Sums[], width: number) {
  const low: Sums[] = [];
  const high: Sums[] = [];
  results.forEach((sums, i) => {
    const lows = lanewise(p => fit(split(packing, p as SInt).low, width), sums) as Sums;
    low[i] = delay(i > 0 ? added(low[i - 1]!, lows) : lows, 1);
    const upper = (p: SInt, before?: SInt): SInt => {
      const { high, carry } = split(packing, p);
      return addedWith(carry, fit(high, width), before ?? lit(sint(width), 0));
    };
    high[i] = delay(
      (i > 0
        ? lanewise((p, before) => upper(p as SInt, before as SInt), sums, high[i - 1]!)
        : lanewise(p => upper(p as SInt), sums)) as Sums,
      1,
    );
  });
  return { low, high };
}

const added = (a: Sums, b: Sums): Sums => lanewise((p, m) => (p as SInt).addWrap(m as never), a, b) as Sums;

/** a + b + carry by one adder: the carry comes in below the lowest bit. */
function addedWith(carry: Bool, a: SInt, b: SInt): SInt {
  const { width } = a;
  const one = lit(uint(1), 1);
  const sum = a.cat(one).addWrap(b.cat(carry) as never) as UInt;
  return sum.bits(width, 1).asSInt() as SInt;
}

import { emit } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import { SINT, widthOfRef } from '../signal/arith.js';
import type { Int } from '../signal/int.js';
import { ref } from '../signal/signal.js';
import { SInt } from '../signal/sint.js';
import { lanewise, Vec, vecOf } from '../signal/vec.js';
import { sint, vec } from '../type/make.js';
import type { Literal, SIntType } from '../type/type.js';
import { chunks } from './chunks.js';
import { type Interval, magnitude, product, signedBits } from './interval.js';
import { type Lanes, pick, sumAcross, sumOf, trimmed } from './lanes.js';
import { asSigned, flat, type Ints, isNumbers, type Numbers, operandOf } from './operand.js';
import { apart, factorType, offsetOf, type Packing, packed, packingOf, watched } from './packing.js';

/**
 * Two products of one value by one multiplier of 25 x 18 bits: `{ low: x * low, high: x * high }`, exact. The weights
 * are packed into one factor, `high * 2^17 + low` for 8 bits, by a subtraction as wide as a weight, or when the hardware is
 * built where they are constants. Weights that are signals leave out their least number (INT8: -127 to 127), which is
 * watched in simulation. Combinational; within `map(fn, { stages })` registers go into the DSP block.
 *
 * @example io.x.map(x => dualProduct(x, 12, -7), { stages: 3 })
 *
 * @throws HW064 when the lower product has no room: INT8 has, 13 bits times 12 have not.
 */
export function dualProduct(x: Int, low: Int | Literal, high: Int | Literal): DualSums {
  const list = (weight: Int | Literal): Ints | Numbers => (isLiteral(weight) ? [weight] : weight);
  return dual('dualProduct', x, list(low), list(high));
}

/**
 * Two dot products of the same values, with half as many multipliers of 25 x 18 bits as `dot` twice: `{ low, high }`, both
 * exact and in the bits that they need. As many packed products are added up as the lower field holds (INT8: 4, or 2 with
 * unsigned values) before the halves are taken apart. See `dualProduct` for the weights, `dot` for the values.
 *
 * @example io.x.widen(8).map(v => dualDot(v, kernel[0], kernel[1]), { stages: 4 })
 *
 * @throws HW012 when the lists have different lengths. HW064 when not even one lower product fits its field.
 */
export const dualDot = (values: Ints, low: Numbers | Ints, high: Numbers | Ints): DualSums =>
  dual('dualDot', values, low, high);

/** Two products, or sums of products, of one multiplier: exact, each as wide as its range. */
export interface DualSums {
  readonly low: SInt;
  readonly high: SInt;
}

const isLiteral = (weight: Int | Literal): weight is Literal =>
  typeof weight === 'number' || typeof weight === 'bigint';

function dual(what: string, values: Ints, low: Numbers | Ints, high: Numbers | Ints): DualSums {
  const x = operandOf(what, values);
  const { packing, factors } = factorsOf(what, x.range, [low, high]);
  if (factors.length !== x.lanes)
    fail(
      'HW012',
      `${what} of ${x.lanes} values with ${factors.length} weights`,
      'give as many weights as there are values',
    );
  const { value } = asSigned(x);
  const [factor] = factors.refs;
  const ranges = Array.from({ length: x.lanes }, () => product(x.range, packing.factor));
  const products = emit('muls', widthOfRef(value) + widthOfRef(factor!), SINT, [value, factor!]);
  const groups = chunks(x.lanes, packing.terms).map(({ from, terms }) => {
    const sum = trimmed(sumAcross(pick({ value: products, ranges }, from, terms)));
    const halves = apart(packing, new SInt(sum).add(offsetOf(packing)));
    const range = scaled(product(x.range, packing.weight), terms);
    return { low: lane(halves.low, range), high: lane(halves.high, range) };
  });
  const total = (side: 'low' | 'high') => new SInt(trimmed(sumOf(groups.map(group => group[side]))));
  return { low: total('low'), high: total('high') };
}

const lane = (half: SInt, range: Interval): Lanes => ({ value: half[ref], ranges: [range] });

const scaled = ({ min, max }: Interval, times: number): Interval => ({
  min: min * BigInt(times),
  max: max * BigInt(times),
});

/** Two lists of weights as factors; constants are packed here and now. */
function factorsOf(
  what: string,
  values: Interval,
  [low, high]: readonly [Numbers | Ints, Numbers | Ints],
): { readonly packing: Packing; readonly factors: Vec<SIntType> } {
  const sides = [low, high].map(side => (isNumbers(side) ? constants(flat(side)) : signals(what, side)));
  const packing = packingOf(
    what,
    values,
    sides.map(side => side.most).reduce((a, b) => (a > b ? a : b)),
  );
  const width = signedBits(packing.weight);
  const [lower, upper] = sides.map(side => side.vector(width)) as [Vec<SIntType>, Vec<SIntType>];
  if (lower.length !== upper.length)
    fail('HW012', `${what} with ${lower.length} and ${upper.length} weights`, 'give as many of one as of the other');
  for (const [i, vector] of [lower, upper].entries()) if (!isNumbers([low, high][i])) watched(what, packing, vector);
  const factors = lanewise((a, b) => packed(packing, a as SInt, b as SInt), lower, upper);
  return { packing, factors: lanewise(f => (f as SInt).extend(factorType(packing)), factors) as Vec<SIntType> };
}

interface Side {
  readonly most: bigint;
  vector(width: number): Vec<SIntType>;
}

const constants = (weights: readonly bigint[]): Side => ({
  most: magnitude(weights),
  vector: width => vecOf(sint(width), weights),
});

function signals(what: string, weights: Ints): Side {
  const operand = operandOf(what, weights);
  const { value } = asSigned(operand);
  const own = widthOfRef(value);
  const vector = new Vec(vec(sint(own), operand.lanes), [value]);
  return {
    most: operand.range.max,
    vector: width => lanewise(w => (w as SInt).extend(width), vector) as Vec<SIntType>,
  };
}

import { check } from '../check/check.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import type { SInt } from '../signal/sint.js';
import type { UInt } from '../signal/uint.js';
import type { Vec } from '../signal/vec.js';
import { sint } from '../type/make.js';
import type { SIntType } from '../type/type.js';
import { type Interval, product, signedBits } from './interval.js';

/**
 * Two weights as one factor of a multiplier of 25 x 18 bits (DSP48E1), so that one product holds two:
 *
 *     factor  = high * 2^field + low                | high | sign of low ... low |
 *     product = x * high * 2^field + x * low        | x * high | x * low (field) |
 *
 * Sums of such products are sums of both, as long as the lower one stays within its field.
 */
export interface Packing {
  /** Bits of the lower half. */
  readonly field: number;
  /** So many products can be added before the halves are taken apart. */
  readonly terms: number;
  /** What a factor can be, and the least and the greatest weight. */
  readonly factor: Interval;
  readonly weight: Interval;
}

/** Bits of the wider and of the narrower port of a DSP48E1, both signed. */
const WIDE = 25;
const NARROW = 18;

/**
 * How weights from `-most` to `most` are packed beside values of a range. For INT8 that is 127, so that four products of
 * signed bytes fit the field, or two of unsigned ones.
 *
 * @throws HW064 when not even one product does.
 */
export function packingOf(what: string, values: Interval, most: bigint): Packing {
  const weight = { min: -most, max: most };
  const [bits, weightBits] = [signedBits(values), signedBits(weight)];
  const field = WIDE - weightBits;
  const one = product(values, weight);
  const half = 1n << BigInt(Math.max(0, field - 1));
  const terms = most === 0n ? half : smaller(half / -one.min, (half - 1n) / one.max);
  if (field < 2 || terms < 1n || bits > NARROW)
    fail(
      'HW064',
      `${what}: two products of ${bits}-bit values and ${weightBits}-bit weights in one multiplier of ${WIDE} x ${NARROW} bits`,
      `a product takes ${bits + weightBits - 1} bits, and the lower one has ${Math.max(0, field)}: narrower weights or values, or one product each`,
    );
  const scale = (1n << BigInt(field)) + 1n;
  return { field, terms: Number(terms), factor: { min: -most * scale, max: most * scale }, weight };
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** The range of a sum of so many products before it is taken apart. */
export function packedSum({ factor }: Packing, values: Interval, terms: number): Interval {
  const { min, max } = product(values, factor);
  return { min: min * BigInt(terms), max: max * BigInt(terms) };
}

/** The type of the factor. */
export const factorType = ({ factor }: Packing): SIntType => sint(signedBits(factor));

/**
 * The factor for two weights of equal width: the upper one less the sign of the lower one, and the lower one below it. A
 * subtraction as wide as a weight.
 */
export function packed({ field }: Packing, low: SInt, high: SInt): SInt {
  const { width } = low;
  const borrow = low
    .bit(width - 1)
    .asUInt()
    .extend(width) as UInt;
  const upper = high.asUInt().subWrap(borrow as never) as UInt;
  return upper.cat(low.extend(field)).asSInt() as SInt;
}

/** What has to be added once to each sum that is taken `apart`: half of the lower field. */
export const offsetOf = ({ field }: Packing): bigint => 1n << BigInt(field - 1);

/**
 * Both sums out of one that started from `offsetOf`. With it the lower sum is never negative within its field, so it takes
 * nothing from the upper one, and taking them apart is an inverter.
 */
export function apart({ field }: Packing, sum: SInt): { readonly low: SInt; readonly high: SInt } {
  const sign = sum.bit(field - 1).not();
  return {
    low: sign
      .asUInt()
      .cat(sum.bits(field - 2, 0))
      .asSInt() as SInt,
    high: sum.bits(sum.width - 1, field).asSInt() as SInt,
  };
}

/**
 * The same of a sum without an offset, as a cascade of blocks begins it: the upper sum lacks `carry`, which a negative lower
 * one has taken from it.
 */
export function split(
  { field }: Packing,
  sum: SInt,
): { readonly low: SInt; readonly high: SInt; readonly carry: Bool } {
  return {
    low: sum.bits(field - 1, 0).asSInt() as SInt,
    high: sum.bits(sum.width - 1, field).asSInt() as SInt,
    carry: sum.bit(field - 1),
  };
}

/** Watches in simulation that weights that come at run time leave out the number that cannot be packed. */
export function watched(what: string, { weight }: Packing, weights: Vec<SIntType>): void {
  const [first, ...others] = weights.map(w => w.ge(weight.min));
  check.assert(first!.and(...others), `${what}: a weight below ${weight.min} cannot share a multiplier`);
}

import { fail } from '../scope/report.js';
import { Int } from '../signal/int.js';
import { lit } from '../signal/lit.js';
import { signalFrom } from '../signal/signal-from.js';
import type { SInt } from '../signal/sint.js';
import { UInt } from '../signal/uint.js';
import { lanewise, type Vec, vecOf } from '../signal/vec.js';
import { rangeOf } from '../type/leaf.js';
import { sint } from '../type/make.js';
import type { SIntType, UIntType } from '../type/type.js';
import { signedBits } from './interval.js';
import type { Scale } from './scale.js';

type Target = SIntType | UIntType;

/**
 * From sums to numbers of fewer bits:
 *
 *     y = floor((x * multiplier + 2^(shift - 1)) / 2^shift) + zero
 *
 * so halves are rounded up; then clamped to `type`, or in all bits without one. `requantizeModel` is the same in
 * TypeScript. The multiplier is a constant of up to 17 bits with its sign: with x of up to 25 bits, one DSP48E1. A
 * vector takes one scale for all elements or one for each; with one shift for all it stays a vector operation.
 *
 * @example requantize(sum, scaleOf(0.0123), i8)
 */
export function requantize(x: Int, scale: Scale): SInt;
export function requantize<V extends number>(x: Int, scale: Scale, type: SIntType<V>): SInt<V>;
export function requantize<V extends number>(x: Int, scale: Scale, type: UIntType<V>): UInt<V>;
export function requantize(x: Vec, scale: Scale | readonly Scale[]): Vec<SIntType>;
export function requantize<T extends Target>(x: Vec, scale: Scale | readonly Scale[], type: T): Vec<T>;
export function requantize(x: Int | Vec, scale: Scale | readonly Scale[], type?: Target): SInt | UInt | Vec {
  if (x instanceof Int) return one(x, checked(scale as Scale), type);
  const scales = Array.isArray(scale) ? (scale as readonly Scale[]) : Array(x.length).fill(scale as Scale);
  if (scales.length !== x.length)
    fail('HW012', `${scales.length} scales for ${x.length} elements`, 'give one for each, or one for all');
  for (const each of scales) checked(each);
  const [first] = scales as [Scale];
  const alike = scales.every(({ shift, zero = 0 }) => shift === first.shift && zero === (first.zero ?? 0));
  if (!alike) return signalFrom(x.map((element, i) => one(element as Int, scales[i]!, type))).signal as Vec;
  const width = signedBits({ min: 0n, max: BigInt(Math.max(...scales.map(({ multiplier }) => multiplier))) });
  const multipliers = vecOf(
    sint(width),
    scales.map(({ multiplier }) => multiplier),
  );
  return lanewise((element, multiplier) => rescaled(element as Int, multiplier as SInt, first, type), x, multipliers);
}

function one(x: Int, scale: Scale, type: Target | undefined): SInt | UInt {
  const width = signedBits({ min: 0n, max: BigInt(scale.multiplier) });
  return rescaled(x, lit(sint(width), scale.multiplier), scale, type);
}

function rescaled(x: Int, multiplier: SInt, { shift, zero = 0 }: Scale, type: Target | undefined): SInt | UInt {
  const signed = x instanceof UInt ? x.toSInt() : (x as SInt);
  const product: SInt = signed.mul(multiplier);
  const rounded = product.roundShr(shift);
  const placed: SInt = zero === 0 ? rounded : rounded.add(zero);
  return type ? placed.sat(type as SIntType) : placed;
}

function checked(scale: Scale): Scale {
  const { multiplier, shift, zero = 0 } = scale;
  const fits = Number.isInteger(multiplier) && multiplier >= 0 && multiplier < 2 ** 16;
  if (fits && Number.isInteger(shift) && shift >= 0 && shift <= 62 && Number.isInteger(zero)) return scale;
  fail(
    'HW002',
    `requantize by ${multiplier} / 2^${shift} + ${zero}`,
    'a multiplier of 0 to 65535, a shift of 0 to 62 and a whole zero: scaleOf(0.0123)',
  );
}

/** What `requantize` gives for a number. */
export function requantizeModel(x: number | bigint, { multiplier, shift, zero = 0 }: Scale, type?: Target): number {
  const half = shift === 0 ? 0n : 1n << BigInt(shift - 1);
  const y = ((BigInt(x) * BigInt(multiplier) + half) >> BigInt(shift)) + BigInt(zero);
  if (!type) return Number(y);
  const { min, max } = rangeOf(type);
  return Number(y < min ? min : y > max ? max : y);
}

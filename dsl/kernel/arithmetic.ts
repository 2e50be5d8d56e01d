import type { SIntType, UIntType } from '../type/type.js';

/** Functions for kernels, which are ordinary functions elsewhere. All of them take and give whole numbers. */
type IntegerType = SIntType | UIntType;

function limits({ kind, width }: IntegerType): { min: number; max: number } {
  const size = 2 ** (kind === 'sint' ? width - 1 : width);
  return { min: kind === 'sint' ? -size : 0, max: size - 1 };
}

/**
 * The nearest number that the type holds.
 *
 * @example sat(acc, i8) // of 300: 127
 */
export function sat(value: number, type: IntegerType): number {
  const { min, max } = limits(type);
  return Math.min(Math.max(value, min), max);
}

/**
 * The number of the type that is equal modulo 2^width: its lowest bits, read as the type reads them.
 *
 * @example wrap(acc, u8) // of 300: 44
 */
export function wrap(value: number, { kind, width }: IntegerType): number {
  return Number((kind === 'sint' ? BigInt.asIntN : BigInt.asUintN)(width, BigInt(value)));
}

/** `value / 2^n`, rounded to the nearest whole number, halves up. `n` is at least 0. */
export const roundShr = (value: number, n: number): number => Math.floor(value / 2 ** n + 0.5);

/** The quotient, rounded towards zero; 0 where the divisor is 0. */
export const div = (a: number, b: number): number => (b === 0 ? 0 : Math.trunc(a / b) + 0);

/** The remainder of `div`, with the sign of the dividend; the dividend itself where the divisor is 0. */
export const rem = (a: number, b: number): number => (b === 0 ? a : (a % b) + 0);

/** Bit `i` of a whole number in two's complement: 0 or 1. */
export const bit = (value: number, i: number): number => ((Math.floor(value / 2 ** i) % 2) + 2) % 2;

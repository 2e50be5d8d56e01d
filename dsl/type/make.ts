import { fail } from '../scope/report.js';
import { bitsOf } from './leaf.js';
import { withinLimit } from './limit.js';
import type { BoolType, BundleType, EnumType, FixedType, SIntType, Type, UIntType, VecType } from './type.js';

/** One bit with the operators of logic. */
export const bool: BoolType = Object.freeze({ kind: 'bool' });

/** An unsigned integer of `width` bits, at least 1. */
export function uint<const W extends number>(width: W): UIntType<W> {
  return Object.freeze({ kind: 'uint', width: bits('uint', 'width', width) as W });
}

/** A two's complement integer of `width` bits, at least 1. */
export function sint<const W extends number>(width: W): SIntType<W> {
  return Object.freeze({ kind: 'sint', width: bits('sint', 'width', width) as W });
}

/**
 * Fixed point of `int` integer bits (the sign among them) and `frac` fraction bits; signed unless said otherwise.
 * The width is `int + frac`. Results of arithmetic track the exact range of values, so they may need fewer bits.
 */
export function fixed(spec: { readonly int: number; readonly frac: number; readonly signed?: boolean }): FixedType {
  const { int, frac, signed = true } = spec;
  const width = BigInt(bits('fixed', 'int + frac', int + frac));
  if (!Number.isInteger(frac))
    fail('HW002', `fixed: frac is ${frac}, not a whole number`, 'fixed({ int: 4, frac: 12 })');
  const min = signed ? -(1n << (width - 1n)) : 0n;
  const max = signed ? (1n << (width - 1n)) - 1n : (1n << width) - 1n;
  return fixedRange(frac, min, max, signed);
}

/** Fixed point that holds just the integers `min` to `max`, in units of 2^-frac. */
export function fixedRange(frac: number, min: bigint, max: bigint, signed = min < 0n): FixedType {
  return Object.freeze({ kind: 'fixed', signed, frac, min, max });
}

/** Named cases, encoded 0, 1, 2 ... in order, in as few bits as that takes (at least 1). */
export function enumOf<const C extends string>(...cases: readonly [C, ...C[]]): EnumType<C> {
  if (new Set(cases).size !== cases.length)
    fail('HW002', `enumOf: a case stands twice in ${cases.join(', ')}`, 'give every case its own name');
  // Not frozen: the naming transform gives it the name of the variable that holds it.
  return { kind: 'enum', name: 'enum', cases: Object.freeze([...cases]) };
}

/** `length` elements of one type, at least 1. */
export function vec<T extends Type>(element: T, length: number): VecType<T> {
  withinLimit('value', positive('vec', 'length', length) * bitsOf(element), `vec of ${length} elements`);
  return Object.freeze({ kind: 'vec', element, length });
}

/** Named fields, each of its own type. */
export function bundle<F extends Record<string, Type>>(fields: F): BundleType<F> {
  if (Object.keys(fields).length === 0) fail('HW002', 'bundle: no fields', 'bundle({ red: u8, green: u8, blue: u8 })');
  const type = Object.freeze({ kind: 'bundle', fields: Object.freeze({ ...fields }) } as const);
  withinLimit('value', bitsOf(type), 'bundle');
  return type;
}

function bits(maker: string, what: string, value: number): number {
  return withinLimit('number', positive(maker, what, value), maker);
}

function positive(maker: string, what: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  fail('HW002', `${maker}: ${what} is ${value}, not a whole number of at least 1`, `${maker}(8)`);
}

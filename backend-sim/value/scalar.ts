import { type Format, isSigned } from '../../dsl/ir/index.js';
import { fail } from '../error.js';
import { didYouMean } from './near.js';

/** One lane as a person reads it. Integers of up to 53 bits are numbers, wider ones bigints. */
export type Scalar = boolean | number | bigint | string;

/** Widest integer of which every value is exact as a number. */
const NUMBER_BITS = 53;

/** The type of a signal as messages show it: `uint(8)`, `enum idle | run`. */
function showFormat(format: Format, width: number): string {
  switch (format.kind) {
    case 'bool':
      return 'bool';
    case 'fixed':
      return `${format.signed ? 'signed' : 'unsigned'} fixed, ${width - format.frac} integer and ${format.frac} fraction bits`;
    case 'enum':
      return `enum ${format.cases.join(' | ')}`;
    default:
      return `${format.kind}(${width})`;
  }
}

/** The integer that the bits stand for, sign included; for fixed point in units of 2^-frac. */
export const integerOf = (bits: bigint, format: Format, width: number): bigint =>
  isSigned(format) ? BigInt.asIntN(width, bits) : bits;

/** Reads the bits of one lane. An enum value without a case reads as its number in angle brackets: `<3>`. */
export function decodeScalar(bits: bigint, format: Format, width: number): Scalar {
  switch (format.kind) {
    case 'bool':
      return bits !== 0n;
    case 'enum':
      return format.cases[Number(bits)] ?? `<${bits}>`;
    case 'fixed':
      return Number(integerOf(bits, format, width)) / 2 ** format.frac;
    default: {
      const integer = integerOf(bits, format, width);
      return width <= NUMBER_BITS ? Number(integer) : integer;
    }
  }
}

/**
 * The bits of one lane for a value. Fixed point takes numbers that are whole multiples of 2^-frac; an enum takes
 * case names; booleans and 0 and 1 stand for each other.
 *
 * @throws SimulationError when the value has the wrong kind or does not fit; `what` names the signal.
 */
export function encodeScalar(value: unknown, format: Format, width: number, what: string): bigint {
  const integer = integerFrom(value, format, width, what);
  const signed = isSigned(format);
  const min = signed ? -(1n << BigInt(width - 1)) : 0n;
  const max = (1n << BigInt(signed ? width - 1 : width)) - 1n;
  if (integer < min || integer > max) {
    const unit = format.kind === 'fixed' ? 2 ** -format.frac : undefined;
    const range = unit === undefined ? `${min} to ${max}` : `${Number(min) * unit} to ${Number(max) * unit}`;
    fail(`${what}: ${String(value)} does not fit ${showFormat(format, width)}, which holds ${range}`);
  }
  return BigInt.asUintN(width, integer);
}

function integerFrom(value: unknown, format: Format, width: number, what: string): bigint {
  const wrong = (): never => fail(`${what}: ${describe(value)} is no value of ${showFormat(format, width)}`);
  if (format.kind === 'enum') {
    if (typeof value !== 'string') return wrong();
    const index = format.cases.indexOf(value);
    if (index < 0)
      fail(`${what}: '${value}' is no case of ${showFormat(format, width)}.${didYouMean(value, format.cases)}`);
    return BigInt(index);
  }
  if (typeof value === 'boolean') return format.kind === 'fixed' ? wrong() : BigInt(value);
  if (format.kind === 'fixed') {
    if (typeof value !== 'number' && typeof value !== 'bigint') return wrong();
    const scaled = Number(value) * 2 ** format.frac;
    if (!Number.isInteger(scaled)) {
      fail(
        `${what}: ${String(value)} is not a multiple of 2^-${format.frac}; nearest is ${Math.round(scaled) / 2 ** format.frac}`,
      );
    }
    return BigInt(scaled);
  }
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) {
    if (!Number.isSafeInteger(value)) fail(`${what}: ${value} is not exact as a number; write it as a bigint`);
    return BigInt(value);
  }
  return wrong();
}

/** A value as messages show it. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `an array of ${(value as { length?: number }).length}`;
  if (typeof value === 'object' && value !== null)
    return `an object with ${Object.keys(value).join(', ') || 'no keys'}`;
  return String(value);
}

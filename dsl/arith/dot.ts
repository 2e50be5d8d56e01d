import { constant, emit } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import { SINT, UINT, widthOfRef } from '../signal/arith.js';
import { SInt } from '../signal/sint.js';
import { bitsFor } from '../type/leaf.js';
import { product } from './interval.js';
import { type Lanes, sumAcross, trimmed } from './lanes.js';
import { asSigned, flat, type Ints, isNumbers, type Numbers, type Operand, operandOf } from './operand.js';

/**
 * The sum of products of two equally long lists, in any nesting: a window with a kernel, taps with coefficients. The
 * result is signed and has just the bits that it needs; constants count with their values, signals with their
 * types. Nothing is lost inside, and no factor is wider than it was given, as multiplier blocks want it (an
 * unsigned factor beside a signed one gets its sign bit).
 *
 * @example dot(window, [[1, 2, 1], [2, 4, 2], [1, 2, 1]]) // of UInt<8>: SInt<13>, since it is at most 16 * 255
 *
 * @throws HW012 when the lists have different lengths.
 */
export function dot(values: Ints, weights: Numbers | Ints): SInt {
  const a = operandOf('dot', values);
  const products = isNumbers(weights) ? byConstants(a, flat(weights)) : bySignals(a, operandOf('dot', weights));
  return new SInt(trimmed(sumAcross(products)));
}

function byConstants(a: Operand, weights: readonly bigint[]): Lanes {
  sameLength(a.lanes, weights.length);
  const ranges = weights.map(weight => product(a.range, { min: weight, max: weight }));
  const signed = a.signed || weights.some(weight => weight < 0n);
  const width = bitsFor(
    weights.reduce((x, y) => (x < y ? x : y)),
    weights.reduce((x, y) => (x > y ? x : y)),
    signed,
  );
  const factors = constant(
    width,
    signed ? SINT : UINT,
    weights.map(weight => BigInt.asUintN(width, weight)),
  );
  const value = signed ? asSigned(a).value : a.value;
  const result = emit(signed ? 'muls' : 'mulu', widthOfRef(value) + width, signed ? SINT : UINT, [value, factors]);
  return signed ? { value: result, ranges } : { ...asSigned({ ...a, value: result }), ranges };
}

function bySignals(a: Operand, b: Operand): Lanes {
  sameLength(a.lanes, b.lanes);
  const signed = a.signed || b.signed;
  const [x, y] = signed ? [asSigned(a).value, asSigned(b).value] : [a.value, b.value];
  const result = emit(signed ? 'muls' : 'mulu', widthOfRef(x) + widthOfRef(y), signed ? SINT : UINT, [x, y]);
  const range = product(a.range, b.range);
  const ranges = Array.from({ length: a.lanes }, () => range);
  return signed ? { value: result, ranges } : { ...asSigned({ ...a, value: result }), ranges };
}

function sameLength(values: number, weights: number): void {
  if (values !== weights)
    fail('HW012', `dot of ${values} values with ${weights} weights`, 'give as many weights as there are values');
}

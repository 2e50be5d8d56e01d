import { constant, emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { SINT, widthOfRef } from '../signal/arith.js';
import { ref } from '../signal/signal.js';
import { Vec } from '../signal/vec.js';
import { sint, vec } from '../type/make.js';
import type { SIntType } from '../type/type.js';
import { dot } from './dot.js';
import { product, signedBits } from './interval.js';
import { type Lanes, sumOf, trimmed } from './lanes.js';
import { asSigned, flat, type Ints, type Numbers, operandOf } from './operand.js';

/**
 * Many dot products of the same values, one for each row of constants: element o of the result is the dot product with
 * `rows[o]`. Every value is multiplied with a column of constants at once, so the outputs are the lanes of all
 * operations. All elements have the bits that the largest of them needs.
 *
 * @throws HW012 when a row has not as many constants as there are values.
 */
export function matVec(rows: readonly Numbers[], values: Ints): Vec<SIntType> {
  const weights = rows.map(flat);
  const x = operandOf('matVec', values);
  const odd = weights.findIndex(row => row.length !== x.lanes);
  if (odd >= 0 || weights.length === 0)
    fail(
      'HW012',
      odd >= 0 ? `row ${odd} has ${weights[odd]!.length} weights for ${x.lanes} values` : 'matVec without rows',
      'give one row per output, with as many weights as there are values',
    );
  if (weights.length === 1) return vector(dot(values, rows[0]!)[ref], 1);
  const signed = asSigned(x);
  return vector(trimmed(sumOf(signed.ranges.map((_, i) => column(signed, i, weights)))), weights.length);
}

/** Value `i` times the constants that every output has for it. */
function column({ value, ranges }: Lanes, i: number, weights: readonly (readonly bigint[])[]): Lanes {
  const factors = weights.map(row => row[i]!);
  const products = factors.map(factor => product(ranges[i]!, { min: factor, max: factor }));
  const { width, format, lanes } = value.scope.nodes[value.id]!;
  const one = lanes === 1 ? value : emit('pick', width, format, [value], { from: i, lanes: 1 });
  const bits = widthFor(factors);
  const constants = constant(
    bits,
    SINT,
    factors.map(factor => BigInt.asUintN(bits, factor)),
  );
  return { value: emit('muls', widthOfRef(one) + bits, SINT, [one, constants]), ranges: products };
}

const widthFor = (factors: readonly bigint[]): number =>
  signedBits({ min: factors.reduce((a, b) => (a < b ? a : b)), max: factors.reduce((a, b) => (a > b ? a : b)) });

const vector = (value: Ref, length: number): Vec<SIntType> => new Vec(vec(sint(widthOfRef(value)), length), [value]);

import { fail } from '../scope/report.js';
import { Fixed } from '../signal/fixed.js';
import type { Int } from '../signal/int.js';
import { SInt } from '../signal/sint.js';
import { Vec } from '../signal/vec.js';
import { type Lanes, sumAcross, sumOf, trimmed } from './lanes.js';
import { asSigned, operandOf } from './operand.js';

/**
 * The sum of many numbers, as a balanced tree in which no bit is lost: integers give a signed sum of just the bits that
 * its range needs (nine numbers of 16 bits: 20), fixed point keeps its exact range. Numbers of an array may have
 * different widths; of a vector, all levels of the tree are vector operations.
 *
 * @example sumTree(window.map(x => x.mul(x)))
 */
export function sumTree(values: readonly Fixed[]): Fixed;
export function sumTree(values: readonly Int[] | Vec): SInt;
export function sumTree(values: readonly (Int | Fixed)[] | Vec): SInt | Fixed {
  if (values instanceof Vec) {
    if (values.type.element.kind === 'fixed') return fixedSum([...values] as Fixed[]);
    return new SInt(trimmed(sumAcross(asSigned(operandOf('sumTree', values)))));
  }
  if (values.length === 0) fail('HW012', 'sumTree of no numbers', 'give at least one');
  if (values[0] instanceof Fixed) return fixedSum(values as readonly Fixed[]);
  const items = (values as readonly Int[]).map((value): Lanes => asSigned(operandOf('sumTree', value)));
  return new SInt(trimmed(sumOf(items)));
}

function fixedSum(values: readonly Fixed[]): Fixed {
  const [first, second] = values;
  if (!second) return first!;
  const half = Math.ceil(values.length / 2);
  return fixedSum(values.slice(0, half)).add(fixedSum(values.slice(half)));
}

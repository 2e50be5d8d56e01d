import { fail, report } from '../scope/report.js';
import { leavesOf, rangeOf, widthOf } from '../type/leaf.js';
import { show } from '../type/show.js';
import type { BundleType, Type } from '../type/type.js';
import { outOfRange } from './arith.js';
import { encode } from './convert.js';

/** The unsigned lane values of a constant of any type, for every leaf; out of range is an error. */
export function constantValues(type: Type, value: unknown): readonly (readonly bigint[])[] {
  if (type.kind === 'vec') {
    if (!Array.isArray(value) || value.length !== type.length)
      fail(
        'HW012',
        `an initial value for ${show(type)} is an array of ${type.length}`,
        `Array(${type.length}).fill(0)`,
      );
    const items = value.map(item => constantValues(type.element, item));
    return leavesOf(type.element).map((_, leaf) => items.flatMap(item => item[leaf]!));
  }
  if (type.kind === 'bundle') {
    const fields = Object.entries((type as BundleType).fields);
    if (typeof value !== 'object' || value === null || fields.some(([key]) => !(key in value)))
      fail(
        'HW012',
        `an initial value for ${show(type)} gives every field`,
        `{ ${fields.map(([key]) => `${key}: 0`).join(', ')} }`,
      );
    return fields.flatMap(([key, field]) => constantValues(field, (value as Record<string, unknown>)[key]));
  }
  const number = encode(type, value);
  const { min, max } = rangeOf(type);
  if (number < min || number > max)
    report('HW010', outOfRange(type, number), 'use a wider type, or a value within the range');
  return [[BigInt.asUintN(widthOf(type), number)]];
}

import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { reread, resize, SINT, widthOfRef } from '../signal/arith.js';
import { isHardware, refsOf } from '../signal/convert.js';
import type { Int } from '../signal/int.js';
import { signalFrom } from '../signal/signal-from.js';
import type { Vec } from '../signal/vec.js';
import { leavesOf } from '../type/leaf.js';
import { show } from '../type/show.js';
import type { Literal } from '../type/type.js';
import { type Interval, intervalOf } from './interval.js';
import type { Lanes } from './lanes.js';

/** Integers in any nesting of vectors and arrays, or a single one. */
export type Ints = Int | Vec | readonly Ints[];

/** Whole numbers in any nesting of arrays. */
export type Numbers = readonly (Literal | Numbers)[];

/** All integers of an operand as the lanes of one value, in order. */
export interface Operand {
  readonly value: Ref;
  readonly signed: boolean;
  readonly range: Interval;
  readonly lanes: number;
}

export function operandOf(what: string, source: Ints): Operand {
  const { type, signal } = signalFrom(source);
  const [leaf, ...others] = leavesOf(type);
  if (others.length > 0 || (leaf!.type.kind !== 'uint' && leaf!.type.kind !== 'sint'))
    fail('HW012', `${what} takes integers, not ${show(type)}`, 'give UInt or SInt signals, or vectors of them');
  const [value] = isHardware(signal) ? refsOf(signal) : [];
  return { value: value!, signed: leaf!.type.kind === 'sint', range: intervalOf(leaf!.type), lanes: leaf!.lanes };
}

/** The same numbers as two's complement; an unsigned one needs a sign bit of 0. */
export function asSigned({ value, signed, range, lanes }: Operand): Lanes {
  const bits = signed ? value : reread(resize(value, widthOfRef(value) + 1, false), SINT);
  return { value: bits, ranges: Array.from({ length: lanes }, () => range) };
}

/** Numbers out of nested arrays, in order. */
export const flat = (numbers: Numbers): bigint[] =>
  numbers.flatMap(item => (Array.isArray(item) ? flat(item as Numbers) : [whole(item as Literal)]));

function whole(value: Literal): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isSafeInteger(value)) return BigInt(value);
  return fail('HW010', `${value} is not a whole number`, 'scale it to a whole number first, and shift the result');
}

export const isNumbers = (source: unknown): source is Numbers =>
  Array.isArray(source) && flatItems(source).every(item => typeof item === 'number' || typeof item === 'bigint');

const flatItems = (items: readonly unknown[]): unknown[] =>
  items.flatMap(item => (Array.isArray(item) ? flatItems(item) : [item]));

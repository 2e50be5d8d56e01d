import type { Format, Op } from '../ir/index.js';
import { constant, emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail, report } from '../scope/report.js';
import { bitsFor, formatOf, rangeOf, widthOf } from '../type/leaf.js';
import { describe, show } from '../type/show.js';
import type { Literal, ScalarType } from '../type/type.js';

export const UINT: Format = { kind: 'uint' };
export const SINT: Format = { kind: 'sint' };
export const BOOL: Format = { kind: 'bool' };

export const widthOfRef = (r: Ref): number => r.scope.nodes[r.id]!.width;
export const formatOfRef = (r: Ref): Format => r.scope.nodes[r.id]!.format;

/** The value in `width` bits: copies of the sign or zeros above, or its lowest bits. */
export function resize(r: Ref, width: number, signed: boolean): Ref {
  const have = widthOfRef(r);
  const format = signed ? SINT : UINT;
  if (have === width) return r;
  return width > have
    ? emit(signed ? 'sext' : 'zext', width, format, [r])
    : emit('slice', width, format, [r], { from: 0 });
}

/** The same bits, read in another way. */
export function reread(r: Ref, format: Format): Ref {
  if (formatOfRef(r).kind === format.kind && format.kind !== 'enum' && format.kind !== 'fixed') return r;
  return emit('slice', widthOfRef(r), format, [r], { from: 0 });
}

/** A whole number; `what` names it in the error that is thrown when it is none. */
export function whole(value: unknown, what: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value !== 'number') fail('HW012', `${what} is ${describe(value)}, not a number`, 'give a number: 12, 12n');
  fail(
    'HW010',
    `${what} is ${String(value)}, not a whole number`,
    'write a whole number, or a bigint above 2^53: 12, 12n',
  );
}

/** What is wrong with a constant that the type does not hold. */
export function outOfRange(type: ScalarType, value: bigint): string {
  const { min, max } = rangeOf(type);
  return `${inUnits(type, value)} does not fit ${show(type)}, which holds ${inUnits(type, min)} to ${inUnits(type, max)}`;
}

/** An integer as the user writes it: for fixed point, the number that it stands for. */
const inUnits = (type: ScalarType, value: bigint): string =>
  type.kind === 'fixed' ? String(Number(value) / 2 ** type.frac) : String(value);

/** A constant of a scalar type from an integer (for fixed point, in units of 2^-frac); out of range is an error. */
export function scalarConstant(type: ScalarType, value: bigint): Ref {
  const { min, max } = rangeOf(type);
  if (value < min || value > max)
    report(
      'HW010',
      outOfRange(type, value),
      `use a wider type, or a value from ${inUnits(type, min)} to ${inUnits(type, max)}`,
    );
  const width = widthOf(type);
  return constant(width, formatOf(type), [BigInt.asUintN(width, value)]);
}

/** A literal beside an operand: the narrowest constant of the operand's sign. */
export function literal(value: Literal, signed: boolean): Ref {
  const number = whole(value, 'the literal');
  if (number < 0n && !signed)
    report(
      'HW010',
      `${number} is negative, and the other operand is unsigned`,
      'make the operand signed with .toSInt()',
    );
  const width = bitsFor(number, number, signed);
  return constant(width, signed ? SINT : UINT, [BigInt.asUintN(width, number)]);
}

/** Both values in the larger of their widths (or more), then the operator. */
export function aligned(op: Op, a: Ref, b: Ref, signed: boolean, width?: number, format?: Format): Ref {
  const common = width ?? Math.max(widthOfRef(a), widthOfRef(b));
  const compares = format === BOOL;
  return emit(op, compares ? 1 : common, format ?? (signed ? SINT : UINT), [
    resize(a, common, signed),
    resize(b, common, signed),
  ]);
}

/** a + b in one bit more than the wider has. */
export const grow = (op: 'add' | 'sub', a: Ref, b: Ref, signed: boolean, format?: Format): Ref =>
  aligned(op, a, b, signed, Math.max(widthOfRef(a), widthOfRef(b)) + 1, format);

/** The full product. */
export const product = (a: Ref, b: Ref, signed: boolean): Ref =>
  emit(signed ? 'muls' : 'mulu', widthOfRef(a) + widthOfRef(b), signed ? SINT : UINT, [a, b]);

export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** A comparison of numbers of one sign and any widths. */
export function compare(op: Comparison, a: Ref, b: Ref, signed: boolean): Ref {
  if (op === 'gt' || op === 'ge') return compare(op === 'gt' ? 'lt' : 'le', b, a, signed);
  const irOp = op === 'eq' || op === 'ne' ? op : (`${op}${signed ? 's' : 'u'}` as Op);
  return aligned(irOp, a, b, signed, undefined, BOOL);
}

export const muxRef = (c: Ref, a: Ref, b: Ref): Ref => emit('mux', widthOfRef(a), formatOfRef(a), [c, a, b]);

/** The value clamped to the range of `to`, in the width of `to`. */
export function saturate(r: Ref, from: { min: bigint; max: bigint; signed: boolean }, to: ScalarType): Ref {
  const { min, max } = rangeOf(to);
  const width = widthOf(to);
  const signedTo = min < 0n || to.kind === 'sint' || (to.kind === 'fixed' && to.signed);
  // A limit beyond the source's range needs no comparison. The others fit in the source's own width, unless the two
  // ranges have nothing in common.
  const limits = [...(from.max > max ? [max] : []), ...(from.min < min ? [min] : [])];
  const signed = from.signed || limits.some(value => value < 0n);
  const have = Math.max(
    widthOfRef(r) + (signed && !from.signed ? 1 : 0),
    ...limits.map(value => bitsFor(value, value, signed)),
  );
  const wide = resize(r, have, from.signed);
  const limit = (value: bigint) => constant(have, signed ? SINT : UINT, [BigInt.asUintN(have, value)]);
  let result = resize(r, width, from.signed);
  if (from.max > max)
    result = muxRef(compare('gt', wide, limit(max), signed), scalarConstant(to, max), reread(result, formatOf(to)));
  if (from.min < min)
    result = muxRef(compare('lt', wide, limit(min), signed), scalarConstant(to, min), reread(result, formatOf(to)));
  return reread(result, signedTo === from.signed ? formatOfRef(result) : formatOf(to));
}

/** floor((r + 2^(n-1)) / 2^n): rounds to nearest, halves up. One bit more than a plain shift, since it can carry. */
export function roundShift(r: Ref, n: number, signed: boolean): Ref {
  if (n === 0) return r;
  const width = Math.max(widthOfRef(r), n) + 1;
  const half = constant(width, signed ? SINT : UINT, [1n << BigInt(n - 1)]);
  const sum = aligned('add', resize(r, width, signed), half, signed, width);
  return emit('slice', width - n, signed ? SINT : UINT, [sum], { from: n });
}

/** Bits hi down to lo of a value; an index outside it is an error. */
export function bitsOfRef(r: Ref, hi: number, lo: number, format: Format = UINT): Ref {
  const width = widthOfRef(r);
  if (!Number.isInteger(hi) || !Number.isInteger(lo) || lo < 0 || hi >= width || hi < lo)
    fail(
      'HW011',
      `bits ${hi} to ${lo} of a value of ${width} bits`,
      `the highest bit is ${width - 1}: .bits(${width - 1}, 0)`,
    );
  return emit('slice', hi - lo + 1, format, [r], { from: lo });
}

/** A whole number of bits to shift by or to keep. */
export function count(value: number, what: string): number {
  if (Number.isInteger(value) && value >= 0) return value;
  fail('HW002', `${what} is ${value}, not a whole number of at least 0`, 'write a whole number: 3');
}

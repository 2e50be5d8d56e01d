import { constant } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { bitsFor, formatOf, rangeOf, widthOf } from '../type/leaf.js';
import { fixedRange } from '../type/make.js';
import { describe, show } from '../type/show.js';
import type { FixedType } from '../type/type.js';
import { aligned, type Comparison, compare, count, product, reread, resize, roundShift, saturate } from './arith.js';
import { assign } from './assign.js';
import { Bool } from './bool.js';
import { refsFor } from './convert.js';
import { near } from './fixed-constant.js';
import type { Int } from './int.js';
import { ref, Signal } from './signal.js';
import { SInt } from './sint.js';
import { UInt } from './uint.js';

/**
 * What a fixed-point operator takes; a number becomes the nearest constant with as many fraction bits as this has.
 * One that is more than 1 % off is an error (HW015): `lit(fixed({ int: 1, frac: 12 }), 0.1)` says how precise it is.
 */
export type FixedSource = Fixed | number;

/**
 * A fixed-point number: an integer in units of 2^-frac, with the exact range that it can have.
 * Sums, differences and products are exact, and take the bits that their range needs and not one more.
 */
export class Fixed extends Signal<FixedType> {
  get width(): number {
    return widthOf(this.type);
  }
  get frac(): number {
    return this.type.frac;
  }

  add(other: FixedSource): Fixed {
    return this.#combine('add', other);
  }
  sub(other: FixedSource): Fixed {
    return this.#combine('sub', other);
  }
  /** Exact, with the fraction bits of both. By a power of two it is wiring. */
  mul(other: FixedSource): Fixed {
    const b = this.#operand(other);
    const corners = [this.type.min, this.type.max].flatMap(x => [x * b.type.min, x * b.type.max]);
    const signed = this.type.signed || b.type.signed;
    const type = fixedRange(this.frac + b.frac, least(corners), most(corners), signed);
    const zeros = logarithmOf(b);
    if (zeros !== undefined) return make(type, resize(this.#zeros(zeros), widthOf(type), this.type.signed));
    const [x, y] = [this, b].map(v => resize(v[ref], widthOf({ ...v.type, signed }), v.type.signed));
    return make(type, resize(product(x!, y!, signed), widthOf(type), signed));
  }
  neg(): Fixed {
    const zero = new Fixed(fixedRange(this.frac, 0n, 0n, true), constant(1, { kind: 'sint' }, [0n]));
    return zero.sub(this);
  }
  /** x * 2^n, exact: n integer bits more, and as many fraction bits. Wiring. */
  shl(n: number): Fixed {
    const { min, max, signed } = this.type;
    const up = BigInt(count(n, 'shl'));
    const type = fixedRange(this.frac, min << up, max << up, signed);
    return make(type, resize(this.#zeros(n), widthOf(type), signed));
  }
  /** x / 2^n, exact: the same bits, n more of them in the fraction. `.round(frac)` or `.trunc(frac)` drops them. Wiring. */
  shr(n: number): Fixed {
    const { min, max, signed } = this.type;
    return make(fixedRange(this.frac + count(n, 'shr'), min, max, signed), this[ref]);
  }
  eq(other: FixedSource): Bool {
    return this.#compare('eq', other);
  }
  ne(other: FixedSource): Bool {
    return this.#compare('ne', other);
  }
  lt(other: FixedSource): Bool {
    return this.#compare('lt', other);
  }
  le(other: FixedSource): Bool {
    return this.#compare('le', other);
  }
  gt(other: FixedSource): Bool {
    return this.#compare('gt', other);
  }
  ge(other: FixedSource): Bool {
    return this.#compare('ge', other);
  }
  /** The larger, within the range that results. */
  max(other: FixedSource): Fixed {
    return this.#choose('gt', other, (a, b) => (a > b ? a : b));
  }
  /** The smaller, within the range that results. */
  min(other: FixedSource): Fixed {
    return this.#choose('lt', other, (a, b) => (a < b ? a : b));
  }
  /** To fewer fraction bits: nearest, halves up. */
  round(frac: number): Fixed {
    return this.#drop(frac, 'round');
  }
  /** To fewer fraction bits: towards minus infinity. */
  trunc(frac: number): Fixed {
    return this.#drop(frac, 'trunc');
  }
  /** Clamped to the range of the type, which must have as many fraction bits, or more. */
  sat(type: FixedType): Fixed {
    const x = this.#asFine(type, 'sat');
    return make(type, saturate(x[ref], { ...rangeOf(x.type), signed: x.type.signed }, type));
  }
  /** Modulo the bits of the type, which must have as many fraction bits, or more. */
  wrap(type: FixedType): Fixed {
    const x = this.#asFine(type, 'wrap');
    const bits = widthOf(type);
    const full = type.signed
      ? fixedRange(type.frac, -(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n, true)
      : fixedRange(type.frac, 0n, (1n << BigInt(bits)) - 1n, false);
    return make(full, resize(x[ref], bits, x.type.signed));
  }
  /** The same value in a type that holds all of this one's values: of a larger range, of more fraction bits, or both. */
  extend(type: FixedType): Fixed {
    return make(type, refsFor(type, this.#scale(Math.max(this.frac, type.frac)))[0]!);
  }
  /** The integer in units of 2^-frac; the bits of an unsigned one get a sign bit of 0. */
  asSInt(): SInt {
    const { min, max } = this.type;
    return new SInt(reread(resize(this[ref], bitsFor(min, max, true), this.type.signed), { kind: 'sint' }));
  }
  /** The bits as an unsigned number. */
  asUInt(): UInt {
    return new UInt(reread(this[ref], { kind: 'uint' }));
  }
  /** Drives an output, a wire or a register, whose type must hold every value that this can have. */
  set(value: FixedSource): void {
    assign(this[ref], refsFor(this.type, value)[0]!);
  }

  #operand(other: FixedSource): Fixed {
    if (other instanceof Fixed) return other;
    if (typeof other !== 'number' || !Number.isFinite(other))
      fail(
        'HW012',
        `${describe(other)} beside ${show(this.type)}`,
        'give a number, or a signal made by .asFixed(frac)',
      );
    const value = near(other, this.type);
    const type = fixedRange(this.frac, value, value, value < 0n || this.type.signed);
    const width = widthOf(type);
    return new Fixed(type, constant(width, formatOf(type), [BigInt.asUintN(width, value)]));
  }
  /** Both at the finer of the two fractions. */
  #align(other: FixedSource): readonly [Fixed, Fixed] {
    const b = this.#operand(other);
    const frac = Math.max(this.frac, b.frac);
    return [this.#scale(frac), b.#scale(frac)];
  }
  #scale(frac: number): Fixed {
    const up = frac - this.frac;
    if (up === 0) return this;
    const { min, max, signed } = this.type;
    const factor = 1n << BigInt(up);
    const type = fixedRange(frac, min * factor, max * factor, signed);
    return make(type, resize(this.#zeros(up), widthOf(type), signed));
  }
  /** The bits, and n zeros below them. */
  #zeros(n: number): Ref {
    return (this.type.signed ? new SInt(this[ref]) : new UInt(this[ref])).shl(n)[ref];
  }
  #combine(op: 'add' | 'sub', other: FixedSource): Fixed {
    const [a, b] = this.#align(other);
    const [x, y] = [a.type, b.type];
    const min = op === 'add' ? x.min + y.min : x.min - y.max;
    const max = op === 'add' ? x.max + y.max : x.max - y.min;
    const type = fixedRange(a.frac, min, max, x.signed || y.signed || min < 0n);
    const width = Math.max(widthOf(type), widthOf(x), widthOf(y));
    const [p, q] = [a, b].map(v => resize(v[ref], width, v.type.signed));
    return make(type, resize(aligned(op, p!, q!, type.signed, width), widthOf(type), type.signed));
  }
  #compare(op: Comparison, other: FixedSource): Bool {
    const [a, b] = this.#align(other);
    const signed = a.type.signed || b.type.signed;
    const [x, y] = [a, b].map(v => resize(v[ref], widthOf(v.type) + (signed && !v.type.signed ? 1 : 0), v.type.signed));
    return new Bool(compare(op, x!, y!, signed));
  }
  #choose(op: 'lt' | 'gt', other: FixedSource, pick: (a: bigint, b: bigint) => bigint): Fixed {
    const [a, b] = this.#align(other);
    const [min, max] = [pick(a.type.min, b.type.min), pick(a.type.max, b.type.max)];
    const both = fixedRange(
      a.frac,
      least([a.type.min, b.type.min]),
      most([a.type.max, b.type.max]),
      a.type.signed || b.type.signed,
    );
    const chosen = a.#compare(op, b).mux(a.extend(both), b.extend(both));
    const type = fixedRange(a.frac, min, max, both.signed);
    return make(type, resize(chosen[ref], widthOf(type), both.signed));
  }
  #drop(frac: number, how: 'round' | 'trunc'): Fixed {
    const n = count(this.frac - frac, `${how} from ${this.frac} fraction bits`);
    if (n === 0) return this;
    const { min, max, signed } = this.type;
    const half = how === 'round' ? 1n << BigInt(n - 1) : 0n;
    const type = fixedRange(frac, (min + half) >> BigInt(n), (max + half) >> BigInt(n), signed);
    const narrow =
      how === 'round'
        ? roundShift(this[ref], n, signed)
        : (signed ? new SInt(this[ref]) : new UInt(this[ref])).shr(n)[ref];
    return make(type, resize(narrow, widthOf(type), signed));
  }
  #asFine(type: FixedType, how: string): Fixed {
    if (type.frac < this.frac)
      fail(
        'HW012',
        `${how} to ${type.frac} fraction bits, of a value with ${this.frac}`,
        `say how to lose them first: .round(${type.frac})`,
      );
    return this.#scale(type.frac);
  }
}

/** The bits of an integer, in units of 2^-frac. */
export function fixedFromInt(value: Int, frac: number): Fixed {
  const { min, max } = rangeOf(value.type);
  return make(fixedRange(frac, min, max, value.type.kind === 'sint'), value[ref]);
}

/** n of a value that is always 2^n units. */
function logarithmOf({ type, [ref]: { scope, id } }: Fixed): number | undefined {
  const { op, width, value } = scope.nodes[id]!;
  const [first, ...rest] = op === 'const' ? value! : [];
  if (first === undefined || first <= 0n || rest.some(lane => lane !== first)) return undefined;
  const isNegative = type.signed && first >> BigInt(width - 1) === 1n;
  return isNegative || (first & (first - 1n)) !== 0n ? undefined : first.toString(2).length - 1;
}

const make = (type: FixedType, node: Ref): Fixed => new Fixed(type, reread(node, formatOf(type)));
const least = (values: readonly bigint[]): bigint => values.reduce((a, b) => (a < b ? a : b));
const most = (values: readonly bigint[]): bigint => values.reduce((a, b) => (a > b ? a : b));

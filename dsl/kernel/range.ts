import type { IntType, Op, Range } from './ir.js';

/**
 * Ranges of whole numbers: how every operator maps them. Sound for all operands, exact for most, and always exact for
 * single numbers: constants are computed by the same table.
 */

export const point = (value: bigint): Range => ({ min: value, max: value });
export const isPoint = ({ min, max }: Range): boolean => min === max;
export const least = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (b < a ? b : a));
export const most = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (b > a ? b : a));
export const hull = (a: Range, b: Range): Range => ({ min: least(a.min, b.min), max: most(a.max, b.max) });
export const holds = (outer: Range, inner: Range): boolean => outer.min <= inner.min && inner.max <= outer.max;
export const bit: Range = { min: 0n, max: 1n };

/** What both allow; where they contradict each other, which only dead code does, the first. */
export const meet = (a: Range, b: Range): Range => {
  const both = { min: most(a.min, b.min), max: least(a.max, b.max) };
  return both.min <= both.max ? both : a;
};

export function rangeOfType({ signed, width }: IntType): Range {
  const size = 1n << BigInt(signed ? width - 1 : width);
  return { min: signed ? -size : 0n, max: size - 1n };
}

/** The smallest integer type that holds a range; unsigned when nothing in it is negative. */
export function typeFor({ min, max }: Range): IntType {
  const signed = min < 0n;
  const size = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);
  const width = Math.max(size(max < 0n ? -1n - max : max), size(min < 0n ? -1n - min : min));
  return { signed, width: Math.max(1, signed ? width + 1 : width) };
}

/** The range of the smallest integer type that holds a range. */
export const rounded = (range: Range): Range => rangeOfType(typeFor(range));

export const typeName = ({ signed, width }: IntType): string => `${signed ? 'i' : 'u'}${width}`;
/** The number of the range of a type that is equal to `value` modulo its size. */
export function wrapInto(value: bigint, { min, max }: Range): bigint {
  const size = max - min + 1n;
  return ((((value - min) % size) + size) % size) + min;
}

/** The number of a range that is nearest to `value`. */
export const clampInto = (value: bigint, { min, max }: Range): bigint => most(min, least(max, value));

/** More bits than anything needs: what grows beyond is a mistake. */
export const widest = rangeOfType({ signed: true, width: 1024 });

export const showBits = (range: Range): string => `${typeFor(range).width} bits`;
export const showRange = ({ min, max }: Range): string => (min === max ? `${min}` : `${min} to ${max}`);

const corners = (a: Range, b: Range, of: (x: bigint, y: bigint) => bigint): Range => {
  const all = [of(a.min, b.min), of(a.min, b.max), of(a.max, b.min), of(a.max, b.max)];
  return { min: least(...all), max: most(...all) };
};

const complement = ({ min, max }: Range): Range => ({ min: -1n - max, max: -1n - min });
const magnitude = ({ min, max }: Range): bigint => most(min < 0n ? -min : min, max < 0n ? -max : max);

function quotient(a: Range, b: Range): Range {
  const parts: Range[] = [];
  if (b.min < 0n) parts.push(corners(a, { min: b.min, max: least(b.max, -1n) }, (x, y) => x / y));
  if (b.max > 0n) parts.push(corners(a, { min: most(b.min, 1n), max: b.max }, (x, y) => x / y));
  if (b.min <= 0n && b.max >= 0n) parts.push(point(0n));
  return parts.reduce(hull);
}

/** By 0 the remainder is the dividend. */
function remainder(a: Range, b: Range): Range {
  if (isPoint(a) && isPoint(b)) return point(b.min === 0n ? a.min : a.min % b.min);
  const byZero = b.min <= 0n && b.max >= 0n;
  const limit = byZero ? magnitude(a) : magnitude(b) - 1n;
  return { min: a.min < 0n ? most(a.min, -limit) : 0n, max: a.max > 0n ? least(a.max, limit) : 0n };
}

function conjunction(a: Range, b: Range): Range {
  if (isPoint(a) && isPoint(b)) return point(a.min & b.min);
  const bothNegative = a.min < 0n && b.min < 0n;
  const min = bothNegative ? rounded({ min: least(a.min, b.min), max: 0n }).min : 0n;
  if (a.min >= 0n) return { min, max: b.min >= 0n ? least(a.max, b.max) : a.max };
  return { min, max: b.min >= 0n ? b.max : most(a.max, b.max) };
}

function exclusive(a: Range, b: Range): Range {
  if (isPoint(a) && isPoint(b)) return point(a.min ^ b.min);
  const { max } = rounded({ min: 0n, max: most(a.max, -1n - a.min, b.max, -1n - b.min, 0n) });
  const sign = (r: Range): number => (r.min >= 0n ? 1 : r.max < 0n ? -1 : 0);
  const signs = sign(a) * sign(b);
  return { min: signs > 0 ? 0n : -1n - max, max: signs < 0 ? -1n : max };
}

/** 1 where it holds for all, 0 where for none. */
const decided = (always: boolean, never: boolean): Range => (always ? point(1n) : never ? point(0n) : bit);
const same = (a: Range, b: Range): boolean => isPoint(a) && isPoint(b) && a.min === b.min;
const apart = (a: Range, b: Range): boolean => a.max < b.min || b.max < a.min;

type Unary = 'neg' | 'abs' | 'not';
type Binary = Exclude<Op, Unary | 'const' | 'mux' | 'wrap' | 'sat' | 'get' | 'set' | 'array'>;

const binary: Readonly<Record<Binary, (a: Range, b: Range) => Range>> = {
  add: (a, b) => ({ min: a.min + b.min, max: a.max + b.max }),
  sub: (a, b) => ({ min: a.min - b.max, max: a.max - b.min }),
  mul: (a, b) => corners(a, b, (x, y) => x * y),
  min: (a, b) => ({ min: least(a.min, b.min), max: least(a.max, b.max) }),
  max: (a, b) => ({ min: most(a.min, b.min), max: most(a.max, b.max) }),
  div: quotient,
  rem: remainder,
  and: conjunction,
  or: (a, b) => complement(conjunction(complement(a), complement(b))),
  xor: exclusive,
  shl: (a, b) => corners(a, b, (x, y) => x << y),
  shr: (a, b) => corners(a, b, (x, y) => x >> y),
  eq: (a, b) => decided(same(a, b), apart(a, b)),
  ne: (a, b) => decided(apart(a, b), same(a, b)),
  lt: (a, b) => decided(a.max < b.min, a.min >= b.max),
  le: (a, b) => decided(a.max <= b.min, a.min > b.max),
  gt: (a, b) => decided(a.min > b.max, a.max <= b.min),
  ge: (a, b) => decided(a.min >= b.max, a.max < b.min),
};

const unary: Readonly<Record<Unary, (a: Range) => Range>> = {
  neg: a => ({ min: -a.max, max: -a.min }),
  abs: a => ({ min: a.min > 0n ? a.min : a.max < 0n ? -a.max : 0n, max: magnitude(a) }),
  not: complement,
};

/** What an operator of one or two numbers gives for operands of these ranges. */
export function rangeOf(op: Unary | Binary, args: readonly Range[]): Range {
  return op in unary ? unary[op as Unary](args[0]!) : binary[op as Binary](args[0]!, args[1]!);
}

export type { Binary, Unary };

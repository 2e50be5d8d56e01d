import type { Loc } from '../../ir/loc.js';
import type { Op, Range, ValueId } from '../ir.js';
import {
  type Binary,
  clampInto,
  holds,
  hull,
  isPoint,
  meet,
  rangeOf,
  rounded,
  type Unary,
  wrapInto,
} from '../range.js';
import { factsOf } from './facts.js';
import { constant, type Num } from './item.js';
import type { Work } from './work.js';

/** The value of a number, made where it is a constant. */
export function idOf(work: Work, num: Num, loc: Loc): ValueId {
  return num.id ?? work.builder.constant([num.range.min], num.range, loc);
}

/** The range of a value itself, whatever is known of it on the way. */
const ownRange = (work: Work, num: Num): Range =>
  num.id === undefined ? num.range : work.builder.values[num.id]!.range;

/** A number of an operator; a constant when its range leaves only one, and an operand where the operator changes nothing. */
export function operate(work: Work, op: Unary | Binary, args: readonly Num[], loc: Loc): Num {
  const ranges = args.map(arg => work.cells.range(arg));
  const bool = comparisons.has(op) || (logical.has(op) && args.every(arg => arg.bool));
  const range = resultRange(op, ranges, isSquare(args));
  if (isPoint(range)) return constant(range.min, bool);
  const same = unchanged(op, args, ranges);
  if (same) return same;
  const [first] = args;
  if (op === 'eq' && first!.bool && ranges[1]!.min === 0n && isPoint(ranges[1]!)) return inverse(work, first!, loc);
  // Free in hardware, and what is wide only on other ways makes no wide multiplier.
  const tight = costly.has(op) ? args.map((arg, i) => fitted(work, arg, rounded(ranges[i]!), loc)) : args;
  const own = resultRange(
    op,
    tight.map(arg => ownRange(work, arg)),
    isSquare(tight),
  );
  const ids = tight.map(arg => idOf(work, arg, loc));
  return { kind: 'num', id: work.builder.emit(op, ids, own, loc), range, bool };
}

const isSquare = ([a, b]: readonly Num[]): boolean => a!.id !== undefined && a!.id === b?.id;

/** A square is never negative. */
function resultRange(op: Unary | Binary, ranges: readonly Range[], square: boolean): Range {
  const range = rangeOf(op, ranges);
  return op === 'mul' && square ? { min: rangeOf('abs', ranges).min ** 2n, max: range.max } : range;
}

/** Operators whose hardware grows with more than the width of an operand. */
const costly: ReadonlySet<string> = new Set(['mul', 'div', 'rem', 'shl']);
const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);
const logical: ReadonlySet<string> = new Set(['and', 'or', 'xor']);
const opposite: Readonly<Record<string, Binary>> = { eq: 'ne', ne: 'eq', lt: 'ge', ge: 'lt', gt: 'le', le: 'gt' };

/** `!c`: the opposite comparison, where it is one. */
export function inverse(work: Work, num: Num, loc: Loc): Num {
  const made = num.id === undefined ? undefined : work.builder.definition(num.id);
  const other = made?.kind === 'operation' ? opposite[made.op] : undefined;
  const [op, args] = made?.kind === 'operation' && other ? [other, made.args] : (['eq', undefined] as const);
  const ids = args ?? [idOf(work, num, loc), idOf(work, constant(0n), loc)];
  return {
    kind: 'num',
    id: work.builder.emit(op, ids, { min: 0n, max: 1n }, loc),
    range: { min: 0n, max: 1n },
    bool: true,
  };
}

function unchanged(op: Op, [a, b]: readonly Num[], [x, y]: readonly Range[]): Num | undefined {
  const is = (range: Range | undefined, value: bigint): boolean => range?.min === value && range.max === value;
  if (!b || !y) return op === 'abs' && x!.min >= 0n ? a : undefined;
  switch (op) {
    case 'add':
    case 'or':
    case 'xor':
      return is(y, 0n) ? a : is(x, 0n) ? b : undefined;
    case 'sub':
    case 'shl':
    case 'shr':
      return is(y, 0n) ? a : undefined;
    case 'mul':
      return is(y, 1n) ? a : is(x, 1n) ? b : undefined;
    case 'div':
      return is(y, 1n) ? a : undefined;
    case 'and':
      return a!.bool && b.bool ? (is(y, 1n) ? a : is(x, 1n) ? b : undefined) : undefined;
    case 'min':
      return x!.max <= y.min ? a : y.max <= x!.min ? b : undefined;
    case 'max':
      return x!.min >= y.max ? a : y.min >= x!.max ? b : undefined;
    default:
      return undefined;
  }
}

/**
 * `a` where the condition holds, which is not decided, otherwise `b`. Their ranges are those known on either way; that
 * of the value itself must not depend on conditions further out, whose branches are computed in any case.
 */
export function choose(work: Work, condition: Num, a: Num, b: Num, loc: Loc): Num {
  const bool = a.bool && b.bool;
  const range = hull(a.range, b.range);
  if (a.id === b.id && (a.id !== undefined || isPoint(range))) return { ...a, bool, range };
  if (bool && isPoint(a.range) && isPoint(b.range) && condition.bool)
    return a.range.min === 1n ? condition : inverse(work, condition, loc);
  const own = (num: Num, holding: boolean): Range => {
    const facts = factsOf(work, condition, holding).filter(([id]) => id === num.id);
    return facts.reduce((before, [, fact]) => meet(before, fact), ownRange(work, num));
  };
  const ids = [condition, a, b].map(num => idOf(work, num, loc));
  const id = work.builder.emit('mux', ids, hull(own(a, true), own(b, false)), loc);
  return { kind: 'num', id, range, bool };
}

/** The same number in a value no wider than `range`, of an integer type, demands: it lies there on this way. */
export function fitted(work: Work, num: Num, range: Range, loc: Loc): Num {
  if (num.id === undefined || holds(range, ownRange(work, num))) return num;
  return { ...num, id: work.builder.emit('wrap', [num.id], range, loc) };
}

/** An index whose value itself lies within the array, also on ways that are not taken. */
export function confined(work: Work, num: Num, length: number, loc: Loc): Num {
  const range = { min: 0n, max: BigInt(length - 1) };
  if (num.id === undefined || holds(range, ownRange(work, num))) return num;
  const type = rounded(work.cells.range(num));
  if (holds(range, type)) return fitted(work, num, type, loc);
  return { ...num, id: work.builder.emit('sat', [num.id], range, loc) };
}

/** `wrap` and `sat` to the range of an integer type. */
export function cast(work: Work, op: 'wrap' | 'sat', num: Num, target: Range, loc: Loc): Num {
  const now = work.cells.range(num);
  if (holds(target, now)) return num;
  if (isPoint(now)) return constant((op === 'sat' ? clampInto : wrapInto)(now.min, target));
  const range = op === 'sat' ? { min: clampInto(now.min, target), max: clampInto(now.max, target) } : target;
  return { kind: 'num', id: work.builder.emit(op, [num.id!], target, loc), range, bool: false };
}

export const truth = (value: boolean): Num => constant(value ? 1n : 0n, true);

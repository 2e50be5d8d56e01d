import type { Range, ValueId } from '../ir.js';
import { isPoint, meet, point } from '../range.js';
import type { Known } from './cells.js';
import type { Num } from './item.js';
import type { Work } from './work.js';

export type Fact = readonly [id: ValueId, range: Range];

/**
 * What follows for the values of a condition from its being true, or false: `x > 255` leaves 0 to 255 of a u16 where
 * it is false. `known` is what held before; without it the facts follow from the condition alone.
 */
export function factsOf(work: Work, condition: Num, holds: boolean, known: Known = new Map()): Fact[] {
  return condition.id === undefined ? [] : facts(work, condition.id, holds, known, 8);
}

function facts(work: Work, id: ValueId, holds: boolean, known: Known, depth: number): Fact[] {
  const own: Fact = [id, holds ? { min: 1n, max: 1n } : point(0n)];
  const found: Fact[] = work.builder.values[id]!.range.max === 1n ? [own] : [];
  const made = work.builder.definition(id);
  if (made?.kind !== 'operation' || depth === 0) return found;
  const [a, b] = made.args;
  if ((made.op === 'and' && holds) || (made.op === 'or' && !holds)) {
    if (work.builder.values[a!]!.range.max > 1n || work.builder.values[b!]!.range.max > 1n) return found;
    return [...found, ...made.args.flatMap(arg => facts(work, arg, holds, known, depth - 1))];
  }
  const op = holds ? made.op : opposite[made.op];
  if (op === undefined || !(op in compared)) return found;
  const range = (value: ValueId): Range => {
    const more = known.get(value);
    const plain = work.builder.values[value]!.range;
    return more ? meet(plain, more) : plain;
  };
  const [x, y] = [range(a!), range(b!)];
  const [left, right] = compared[op]!(x, y);
  const zero = y.min === 0n && isPoint(y) && x.min === 0n && x.max === 1n;
  const inner = zero && (op === 'eq' || op === 'ne') ? facts(work, a!, op === 'ne', known, depth - 1) : [];
  return [...found, ...narrowed(work, a!, x, left), ...narrowed(work, b!, y, right), ...inner];
}

/** A fact about a value, and through a constant sum about what it was made of. */
function narrowed(work: Work, id: ValueId, before: Range, after: Range): Fact[] {
  const range = meet(before, after);
  if (range.min === before.min && range.max === before.max) return [];
  const made = work.builder.definition(id);
  const step = made?.kind === 'operation' && made.op === 'add' ? 1n : -1n;
  const fixed =
    made?.kind === 'operation' && /^(?:add|sub)$/.test(made.op) ? work.builder.values[made.args[1]!] : undefined;
  if (made?.kind !== 'operation' || !fixed || !isPoint(fixed.range)) return [[id, range]];
  const by = step * fixed.range.min;
  return [
    [id, range],
    [made.args[0]!, { min: range.min - by, max: range.max - by }],
  ];
}

const opposite: Readonly<Record<string, string>> = { eq: 'ne', ne: 'eq', lt: 'ge', ge: 'lt', gt: 'le', le: 'gt' };

type Compared = (a: Range, b: Range) => readonly [Range, Range];
const upTo = (range: Range, max: bigint): Range => ({ min: range.min < max ? range.min : max, max });
const from = (range: Range, min: bigint): Range => ({ min, max: range.max > min ? range.max : min });

/** What is left of both operands where the comparison holds. */
const compared: Readonly<Record<string, Compared>> = {
  lt: (a, b) => [upTo(a, b.max - 1n), from(b, a.min + 1n)],
  le: (a, b) => [upTo(a, b.max), from(b, a.min)],
  gt: (a, b) => [from(a, b.min + 1n), upTo(b, a.max - 1n)],
  ge: (a, b) => [from(a, b.min), upTo(b, a.max)],
  eq: (a, b) => [b, a],
  ne: (a, b) => [without(a, b), without(b, a)],
};

/** Without the one number of `other`, when that is at an end. */
const without = (range: Range, other: Range): Range => {
  if (!isPoint(other) || isPoint(range)) return range;
  if (other.min === range.min) return { min: range.min + 1n, max: range.max };
  return other.min === range.max ? { min: range.min, max: range.max - 1n } : range;
};

import { emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { resize, SINT } from '../signal/arith.js';
import { hull, type Interval, signedBits, sum } from './interval.js';

/** Signed lanes, and what each can be. */
export interface Lanes {
  readonly value: Ref;
  readonly ranges: readonly Interval[];
}

/** Lane by lane, in the bits that the widest result needs. */
function addLanes(a: Lanes, b: Lanes): Lanes {
  const ranges = a.ranges.map((range, i) => sum(range, b.ranges[i]!));
  const width = signedBits(hull([...ranges, ...a.ranges, ...b.ranges]));
  return {
    value: emit(
      'add',
      width,
      SINT,
      [a, b].map(({ value }) => resize(value, width, true)),
    ),
    ranges,
  };
}

/** The sum of all of them, lane by lane, as a balanced tree. */
export function sumOf(items: readonly Lanes[]): Lanes {
  if (items.length === 1) return items[0]!;
  const half = items.length >> 1;
  const pairs = Array.from({ length: half }, (_, i) => addLanes(items[2 * i]!, items[2 * i + 1]!));
  return sumOf(items.length % 2 === 1 ? [...pairs, items.at(-1)!] : pairs);
}

/**
 * The sum of all lanes, as a tree: the lower half is added to the upper half, which keeps every level one vector
 * operation. Lanes left over from odd levels are added up beside it, so that the tree gets no deeper.
 */
export function sumAcross(all: Lanes): Lanes {
  const odd: Lanes[] = [];
  let main = all;
  for (let n = all.ranges.length; n > 1; n >>= 1) {
    if (n % 2 === 1) odd.push(pick(main, n - 1, 1));
    const half = n >> 1;
    main = addLanes(pick(main, 0, half), pick(main, half, half));
  }
  const [first, ...rest] = odd;
  return first ? addLanes(rest.reduce(addLanes, first), main) : main;
}

/** In just the bits that the ranges need. */
export function trimmed({ value, ranges }: Lanes): Ref {
  return resize(value, signedBits(hull(ranges)), true);
}

/** So many lanes from one on. */
export function pick({ value, ranges }: Lanes, from: number, lanes: number): Lanes {
  const { width, format } = value.scope.nodes[value.id]!;
  return { value: emit('pick', width, format, [value], { from, lanes }), ranges: ranges.slice(from, from + lanes) };
}

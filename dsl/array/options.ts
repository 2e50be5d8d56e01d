import type { Numbers } from '../arith/index.js';
import { hull, type Interval, intervalOf, magnitude } from '../arith/interval.js';
import { flat } from '../arith/operand.js';
import { fail } from '../scope/report.js';
import { state } from '../stream/state.js';
import { Stream } from '../stream/stream.js';
import { bitsFor } from '../type/leaf.js';
import { sint } from '../type/make.js';
import { show } from '../type/show.js';
import type { SIntType, Type, UIntType, VecType } from '../type/type.js';

export interface MacArrayOptions {
  /**
   * What stays in its place. `weight`: a multiplier keeps its weight for a packet of values, and sums move from row to
   * row. `output`: a multiplier keeps its sum for a packet of terms, and values and weights move.
   */
  readonly dataflow: 'weight' | 'output';
  /** So many cycles for what else takes one, with that part of the multipliers; divides the columns. Default 1. */
  readonly fold?: number;
  /** Two columns in one multiplier of 25 x 18 bits: half as many of them. Only `weight`. Default false. */
  readonly packed?: boolean;
  /** The most terms of a sum, which is to say elements of a packet; only `output`, which cannot know it otherwise. */
  readonly terms?: number;
}

export type Integer = SIntType | UIntType;
export type Integers = VecType<Integer>;

/** An array of multipliers, checked: rows are the values of an element, columns the weights. */
export interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly fold: number;
  /** Columns that are worked on at once. */
  readonly lanes: number;
  readonly packed: boolean;
  readonly value: Integer;
  /** Signed, in the bits that the weights have with their sign. */
  readonly weight: SIntType;
  readonly ranges: { readonly value: Interval; readonly weight: Interval };
  /** Packed weights go from its negative to this. */
  readonly most: bigint;
}

/** @throws HW012 of what is no vector of integers, HW063 of sizes that do not fit each other. */
export function shapeOf(x: Stream, w: Stream | readonly Numbers[], options: MacArrayOptions): Shape {
  const values = vectorOf(x);
  const { rows, cols, ...weights } = w instanceof Stream ? ofStream(w, values) : ofConstants(w, values, x);
  const { fold = 1, packed = false, dataflow } = options;
  if (!Number.isInteger(fold) || fold < 1 || cols % fold !== 0)
    fail(
      'HW063',
      `macArray: ${cols} columns in ${fold} turns`,
      `a fold that divides the columns: ${divisors(cols).join(', ')}`,
    );
  const lanes = cols / fold;
  if (packed && dataflow === 'output')
    fail(
      'HW063',
      'macArray: a packed array whose sums stay in place',
      "dataflow: 'weight'; two sums in one multiplier would overflow after a few terms",
    );
  if (packed && lanes % 2 === 1)
    fail('HW063', `macArray: ${lanes} columns at once, two in each multiplier`, 'an even number of columns per turn');
  return { rows, cols, fold, lanes, packed, value: values.element, ...weights };
}

function ofStream(w: Stream, { element, length }: Integers) {
  const weights = vectorOf(w);
  const { width, kind } = weights.element;
  return {
    rows: length,
    cols: weights.length,
    weight: kind === 'sint' ? weights.element : sint(width + 1),
    ranges: { value: intervalOf(element), weight: intervalOf(weights.element) },
    most: intervalOf(weights.element).max,
  };
}

function ofConstants(w: readonly Numbers[], { element, length }: Integers, x: Stream) {
  const rows = w.map(row => flat(row));
  const cols = rows[0]?.length ?? 0;
  const odd = rows.findIndex(row => row.length !== cols);
  if (rows.length !== length || cols === 0 || odd >= 0)
    fail(
      'HW063',
      odd > 0
        ? `macArray: row ${odd} has ${rows[odd]!.length} weights, and row 0 has ${cols}`
        : `macArray: ${rows.length} rows of weights for ${length} values of ${x[state].info.name}`,
      'one row per value, with one weight per column',
    );
  const all = rows.flat();
  const range = hull(all.map(w => ({ min: w, max: w })));
  const most = magnitude(all);
  return {
    rows: length,
    cols,
    weight: sint(bitsFor(-most, most, true)),
    ranges: { value: intervalOf(element), weight: range },
    most,
  };
}

function vectorOf(stream: Stream): Integers {
  const type = stream.type as Type;
  const kind = type.kind === 'vec' && (type.element as Type).kind;
  if (kind === 'uint' || kind === 'sint') return type as Integers;
  const { name } = stream[state].info;
  fail('HW012', `macArray: ${name} carries ${show(type)}, not vectors of integers`, `${name}.map(x => [x])`);
}

const divisors = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1).filter(d => n % d === 0);

import { mux } from '../../control/select.js';
import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import type { AnySignal } from '../../signal/mux.js';
import { zeroOf } from '../../signal/signal-from.js';
import type { UInt } from '../../signal/uint.js';
import { indexType, type Vec, vecOf } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { bool, vec } from '../../type/make.js';
import type { SignalOf, Source, Type } from '../../type/type.js';
import { counter } from './counter.js';
import type { Geometry } from './geometry.js';
import type { Scan } from './scan.js';

type Pixel = SignalOf<Type>;

/** The registers of a window, row by row. */
export interface Neighbourhood {
  readonly rows: readonly Vec<Type>[];
  readonly parts: Readonly<Record<string, unknown>>;
}

/**
 * Shifts columns through the registers of a window; `words` are what the lines gave one edge after `scan.read`.
 *
 * A row of 5 has registers for the columns up to its anchor (2) that are 0 where the picture ends, as they never are
 * needed again once they have left it; the columns behind the anchor are kept both as they came (k) and as they
 * count for this anchor (3, 4), since they may be the first of the next row:
 *
 *     0 <- 1 <- 2 <- k <- k <- column
 *                     \    \        \
 *                      ---> 3 ------> 4       (all masked on the way)
 */
export function neighbourhood(
  type: Type,
  geometry: Geometry,
  { rowRead, shift, column, anchor }: Scan,
  words: readonly Pixel[],
  move: Bool,
): Neighbourhood {
  const { width, height, above, below, left, right, inside } = geometry;
  const line = counter(words.length, rowRead);
  const size = left + 1 + right;

  // What is known when the column is read goes along with it to the edge at which its pixels come.
  const moved = reg(bool, { init: false });
  const at: UInt = words.length > 1 ? reg(indexType(words.length)) : line.value;
  const flag = (condition: Bool): Bool => {
    const kept = reg(bool);
    when(move, () => kept.set(condition));
    return kept;
  };
  when(move, () => {
    moved.set(shift);
    if (words.length > 1) at.set(line.value);
  });
  const rowCounts = flags(above, below, height, column.y.value, inside).map(c => c && flag(c));
  const colCounts = flags(left, right, width, anchor.x.value, inside).map(c => c && flag(c));

  const names = [...rowCounts.map((c, i) => [`row${i}_counts`, c]), ...colCounts.map((c, i) => [`col${i}_counts`, c])];

  const rows = rowCounts.map((rowCount, row) => {
    const word = wordOf(words, at, row - above);
    const pixel = masked(type, rowCount, word);
    const shown = reg(vec(type, size)) as Vec<Type>;
    const kept = right > 0 ? (reg(vec(type, right)) as Vec<Type>) : undefined;
    const behind = (i: number): Pixel => (i < size - 1 && kept ? kept.at(i - left) : pixel);
    when(move.and(moved), () => {
      shown.set(
        colCounts.map((count, col) =>
          masked(type, count, col < left ? shown.at(col + 1) : behind(col)),
        ) as Source<Type>[] as never,
      );
      kept?.set(Array.from({ length: right }, (_, i) => (i < right - 1 ? kept.at(i + 1) : pixel)) as never);
    });
    return { word, pixel, shown, kept };
  });
  const named = rows.flatMap(({ word, pixel, shown, kept }, i) => [
    [`pixel${i}`, pixel],
    [`word${i}`, word],
    [`row${i}`, shown],
    [`behind${i}`, kept],
  ]);
  return {
    rows: rows.map(({ shown }) => shown),
    parts: { moved, read_line: line.value, word_line: at, ...Object.fromEntries([...names, ...named]) },
  };
}

/** For each place around the anchor the condition under which the picture reaches there; none at the anchor itself. */
function flags(before: number, behind: number, size: number, at: UInt, inside: boolean): (Bool | undefined)[] {
  return Array.from({ length: before + 1 + behind }, (_, i) => {
    if (i === before || inside) return undefined;
    const [first, last] = [before - i, size - 1 - (i - before)];
    if (i < before) return first === 1 ? at.ne(0) : at.ge(first);
    return last === size - 2 ? at.ne(size - 1) : at.le(last);
  });
}

const masked = (type: Type, count: Bool | undefined, pixel: Pixel): Pixel =>
  count ? (mux(count, pixel as AnySignal, zeroOf(type) as AnySignal) as Pixel) : pixel;

/** The word of the line that lies `offset` below the one that `at` counts. */
function wordOf(words: readonly Pixel[], at: UInt, offset: number): Pixel {
  const word = (line: number): Pixel => words[(((line + offset) % words.length) + words.length) % words.length]!;
  let chosen = word(words.length - 1);
  for (let line = words.length - 2; line >= 0; line--)
    chosen = mux(at.eq(line), word(line) as AnySignal, chosen as AnySignal) as Pixel;
  return chosen;
}

/** All rows of the kernel, with zeros where the picture never reaches. */
export function wholeKernel(type: Type, geometry: Geometry, rows: readonly Vec<Type>[]): Vec<Type> {
  const { rows: height, cols, zerosAbove, zerosLeft } = geometry;
  const rowType = vec(type, cols);
  const zeros = (n: number): Pixel[] => Array.from({ length: n }, () => zeroOf(type));
  const wide = rows.map(row => {
    if (row.length === cols) return row;
    return vecOf(type, [...zeros(zerosLeft), ...row, ...zeros(cols - zerosLeft - row.length)] as never);
  });
  const emptyRow = zeroOf(rowType);
  return vecOf(
    rowType,
    Array.from({ length: height }, (_, i) => wide[i - zerosAbove] ?? emptyRow) as never,
  ) as unknown as Vec<Type>;
}

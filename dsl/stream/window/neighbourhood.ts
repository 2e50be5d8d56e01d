import { mux } from '../../control/select.js';
import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import type { AnySignal } from '../../signal/mux.js';
import { zeroOf } from '../../signal/signal-from.js';
import type { UInt } from '../../signal/uint.js';
import { indexType, type Vec, vecOf } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { bool, vec } from '../../type/make.js';
import type { SignalOf, Type, VecType } from '../../type/type.js';
import { type Counter, counter } from './counter.js';
import { type Exception, exceptions, within } from './exceptions.js';
import { type Geometry, offered } from './geometry.js';
import type { Scan } from './scan.js';
import { type Shifted, shiftRow } from './shift.js';

type Word = SignalOf<Type>;

/** The registers of a window: for each row of the kernel those of its line, absent where there only are zeros. */
export interface Neighbourhood {
  readonly rows: readonly (Vec<Type> | undefined)[];
  readonly parts: Readonly<Record<string, unknown>>;
}

/** Shifts columns through the registers of a window; `words` are what the lines gave one edge after `scan.read`. */
export function neighbourhood(
  type: Type,
  geometry: Geometry,
  { rowRead, shift, column, anchor }: Scan,
  words: readonly Word[],
  move: Bool,
): Neighbourhood {
  const { rows, cols, vectors } = geometry;
  const line = counter(words.length, rowRead);
  const pixel = vectors ? ((type as VecType).element as Type) : type;

  // What is known when the column is read goes along with it to the edge at which its words come.
  const moved = reg(bool, { init: false });
  const at: UInt = words.length > 1 ? reg(indexType(words.length)) : line.value;
  when(move, () => {
    moved.set(shift);
    if (words.length > 1) at.set(line.value);
  });
  const atRow = flags('row', column.y, rows.size, move);
  const atCol = flags('col', anchor.x, cols.size, move);

  const anchors = offered(rows);
  const made = rows.taps.map(tap => {
    if (tap === undefined) return undefined;
    const there = (place: number | 'zero'): Word => (place === 'zero' ? zeroOf(type) : wordOf(words, at, place));
    const word = exceptions(rows, tap, anchors).reduceRight(
      (rest, exception) => choose(atRow.when(exception), there(exception.instead), rest),
      there(tap),
    );
    const pixels = vectors ? [...(word as unknown as Vec<Type>)] : [word];
    return { word, ...shiftRow(pixel, geometry, pixels, atCol.when, move.and(moved)) };
  });
  const named = made.flatMap((row, i) => (row ? namesOf(row, i) : []));
  return {
    rows: made.map(row => row?.shown),
    parts: {
      moved,
      read_line: line.value,
      word_line: at,
      ...atRow.parts,
      ...atCol.parts,
      ...Object.fromEntries(named),
    },
  };
}

const namesOf = ({ word, shown, behind }: Shifted & { readonly word: Word }, i: number) => [
  [`word${i}`, word],
  [`row${i}`, shown],
  [`behind${i}`, behind],
];

/** Whether a counter is in a range, one edge after it was; each range once. */
function flags(name: string, { value }: Counter, size: number, move: Bool) {
  const parts: Record<string, Bool> = {};
  return {
    parts,
    when(range: Pick<Exception, 'from' | 'to'>): Bool {
      const key = `${name}_${range.from}${range.from === range.to ? '' : `_${range.to}`}`;
      if (!parts[key]) {
        const kept = reg(bool);
        when(move, () => kept.set(within(value, range, size)));
        parts[key] = kept;
      }
      return parts[key];
    },
  };
}

const choose = (condition: Bool, a: Word, b: Word): Word => mux(condition, a as AnySignal, b as AnySignal) as Word;

/** The word of the line that lies `offset` below the one that `at` counts. */
function wordOf(words: readonly Word[], at: UInt, offset: number): Word {
  const word = (line: number): Word => words[(((line + offset) % words.length) + words.length) % words.length]!;
  let chosen = word(words.length - 1);
  for (let line = words.length - 2; line >= 0; line--) chosen = choose(at.eq(line), word(line), chosen);
  return chosen;
}

/** The windows of an anchor, row by row, with zeros where the picture never reaches. */
export function windowsOf(type: Type, { rows, cols, low }: Geometry, shown: Neighbourhood['rows']): Vec<Type>[] {
  const rowType = vec(type, cols.taps.length);
  return cols.starts.map(start => {
    const places = cols.taps.map(tap => (tap === undefined ? undefined : start + tap - low * cols.lanes));
    const [first = 0] = places;
    const inRow = places.every((place, i) => place === first + i);
    const window = rows.taps.map((_, i) => {
      const row = shown[i];
      if (!row) return zeroOf(rowType);
      if (inRow) return row.slice(first, first + places.length);
      return vecOf(type, places.map(place => (place === undefined ? zeroOf(type) : row.at(place))) as never);
    });
    return vecOf(rowType, window as never) as unknown as Vec<Type>;
  });
}

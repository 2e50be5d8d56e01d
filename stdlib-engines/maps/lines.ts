import { type Bool, reg, type Stream, type UInt, uint, when } from '../../dsl/index.js';

/** Rows of a map on their way into a ring of lines. */
export interface Lines {
  /** Rows that are there in full. */
  readonly loaded: UInt<12>;
  /** Where the word goes that comes in this cycle. */
  readonly row: UInt<12>;
  readonly column: UInt<12>;
}

interface Incoming {
  readonly rows: UInt;
  readonly columns: UInt;
  /** Words are taken; a new map begins where it was 0. */
  readonly active: Bool;
  /** The lowest row that is still needed: the ring holds `lines` rows from it on. */
  readonly keep: UInt;
  readonly lines: number;
}

/** Takes the words of a map, row by row, as far as there is room for them; all of them in the end. */
export function incomingLines(words: Stream, { rows, columns, active, keep, lines }: Incoming): Lines {
  const row = reg(uint(12), { init: 0 });
  const column = reg(uint(12), { init: 0 });
  const ends = column.addWrap(1).eq(columns);
  words.ready.set(active.and(row.ne(rows), row.lt(keep.add(lines))));
  when(words.fire, () => {
    column.set(ends.mux(0, column.addWrap(1)));
    when(ends, () => row.set(row.addWrap(1)));
  });
  when(active.not(), () => row.set(0));
  return { loaded: row, row, column };
}

import { type Bool, reg, type UInt, uint, when } from '../../dsl/index.js';

/** A place in a raster, and which of its ends it is. */
export interface Raster<W extends number> {
  readonly row: UInt<W>;
  readonly column: UInt<W>;
  /** The last pixel of a row. */
  readonly rowEnds: Bool;
  /** The last pixel of all. */
  readonly ends: Bool;
}

/** Counts through the pixels of a map, row by row, one with each `move`; behind the last it begins again. */
export function raster<W extends number>(rows: UInt<W>, columns: UInt<W>, move: Bool): Raster<W> {
  const row: UInt = reg(uint(rows.width), { init: 0 });
  const column: UInt = reg(uint(columns.width), { init: 0 });
  const rowEnds = column.addWrap(1).eq(columns);
  const ends = rowEnds.and(row.addWrap(1).eq(rows));
  when(move, () => {
    column.set(rowEnds.mux(0, column.addWrap(1)));
    when(rowEnds, () => row.set(ends.mux(0, row.addWrap(1))));
  });
  return { row, column, rowEnds, ends } as unknown as Raster<W>;
}

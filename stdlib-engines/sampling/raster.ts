import { type Bool, reg, type UInt, uint, when } from '../../dsl/index.js';

/** A place in a raster, and which of its ends it is. */
export interface Raster {
  readonly row: UInt<10>;
  readonly column: UInt<10>;
  /** The last pixel of a row. */
  readonly rowEnds: Bool;
  /** The last pixel of all. */
  readonly ends: Bool;
}

/** Counts through the pixels of a map, row by row, one with each `move`; behind the last it begins again. */
export function raster(rows: UInt<10>, columns: UInt<10>, move: Bool): Raster {
  const row = reg(uint(10), { init: 0 });
  const column = reg(uint(10), { init: 0 });
  const rowEnds = column.add(1).eq(columns);
  const ends = rowEnds.and(row.add(1).eq(rows));
  when(move, () => {
    column.set(rowEnds.mux(0, column.addWrap(1)));
    when(rowEnds, () => row.set(ends.mux(0, row.addWrap(1))));
  });
  return { row, column, rowEnds, ends };
}

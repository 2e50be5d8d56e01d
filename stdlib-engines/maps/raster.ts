import { type Bool, reg, type UInt, uint, when } from '../../dsl/index.js';

/** Where one is in a map that is gone through row by row. */
export interface Raster {
  readonly row: UInt<12>;
  readonly column: UInt<12>;
  /** At the end of a row, and of the map. */
  readonly ends: Bool;
  readonly final: Bool;
}

/** Goes one further in each cycle in which `goes` is 1, and begins anew behind the last place. */
export function raster(rows: UInt, columns: UInt, goes: Bool): Raster {
  const row = reg(uint(12), { init: 0 });
  const column = reg(uint(12), { init: 0 });
  const ends = column.addWrap(1).eq(columns);
  const final = ends.and(row.addWrap(1).eq(rows));
  when(goes, () => {
    column.set(ends.mux(0, column.addWrap(1)));
    when(ends, () => row.set(final.mux(0, row.addWrap(1))));
  });
  return { row, column, ends, final };
}

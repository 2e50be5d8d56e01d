import { type i18, kernel, type u9, type u10, u16, wrap } from '../../dsl/index.js';
import { inside, place } from '../quantized/position.js';

/**
 * Where the four pixels around a place stand in four memories, and how far the place lies from the first of them.
 *
 *     columns   0 1 2 3 4        of any 2 x 2 pixels that touch, each is in a memory of its own:
 *     row 0     A B A B A        A, B: even rows, C, D: odd ones; a memory's word
 *     row 1     C D C D C        (row >> 1) * pitch + (column >> 1)
 *     row 2     A B A B A        with pitch = (columns + 1) >> 1
 *
 * `even` and `odd` are words of the memories of even and odd rows: `Left` of the even columns, `Right` of the odd ones. They mean
 * nothing where the pixel lies outside, as `topLeft` and the others tell. One multiplier, for the row.
 */
export const corners = kernel((column: u10, row: u10, x: i18, y: i18, rows: u10, columns: u10, pitch: u9) => {
  const across = place(column, x);
  const down = place(row, y);
  const upper = inside(down.cell, rows);
  const lower = inside(down.cell + 1, rows);
  const left = inside(across.cell, columns);
  const right = inside(across.cell + 1, columns);
  const oddRow = (down.cell & 1) === 1;
  const oddColumn = (across.cell & 1) === 1;
  // A pair of rows: the odd one is in it in any case, the even one is that of the next pair behind an odd row.
  const odd = (down.cell >> 1) * pitch;
  const even = odd + (oddRow ? pitch : 0);
  const half = across.cell >> 1;
  const next = half + (oddColumn ? 1 : 0);
  return {
    addresses: [wrap(even + next, u16), wrap(even + half, u16), wrap(odd + next, u16), wrap(odd + half, u16)],
    oddRow,
    oddColumn,
    topLeft: upper && left,
    topRight: upper && right,
    bottomLeft: lower && left,
    bottomRight: lower && right,
    right: across.fraction,
    down: down.fraction,
  };
});

/** Words of a map, a pixel of a block of channels each, row by row. */
export interface Plane {
  readonly data: Int8Array;
  readonly rows: number;
  readonly columns: number;
  /** Bytes of a word. */
  readonly word: number;
}

/** Where a value lies: to the right of and below which pixel, and how far in 256ths. */
export interface Position {
  readonly row: number;
  readonly column: number;
  readonly down: number;
  readonly right: number;
}

/**
 * What lies at a position in each of the first `count` channels, in 65536ths; pixels outside are 0. The arithmetic of `interpolate8`
 * and `interpolate16` without a call of the kernel for each number.
 */
export function between(
  { data, rows, columns, word }: Plane,
  position: Position,
  count: number,
  into: Int32Array,
): void {
  const { row, column, down, right } = position;
  const at = (row * columns + column) * word;
  const upper = row >= 0 && row < rows;
  const lower = row >= -1 && row < rows - 1;
  const left = column >= 0 && column < columns;
  const rightmost = column >= -1 && column < columns - 1;
  const below = at + columns * word;
  for (let c = 0; c < count; c++) {
    const topLeft = upper && left ? data[at + c]! : 0;
    const topRight = upper && rightmost ? data[at + word + c]! : 0;
    const bottomLeft = lower && left ? data[below + c]! : 0;
    const bottomRight = lower && rightmost ? data[below + word + c]! : 0;
    const top = (topLeft << 8) + (topRight - topLeft) * right;
    const bottom = (bottomLeft << 8) + (bottomRight - bottomLeft) * right;
    into[c] = (top << 8) + (bottom - top) * down;
  }
}

/** The values of a whole map at rows and columns of places: `interpolate8`. */
export function resample(plane: Plane, down: readonly Place[], across: readonly Place[], into: Int8Array): void {
  const { word } = plane;
  const values = new Int32Array(word);
  for (const [y, { cell: row, fraction: rowFraction }] of down.entries())
    for (const [x, { cell: column, fraction }] of across.entries()) {
      between(plane, { row, column, down: rowFraction, right: fraction }, word, values);
      const to = (y * across.length + x) * word;
      for (let c = 0; c < word; c++) into[to + c] = (values[c]! + 32768) >> 16;
    }
}

/** A cell of a row, and how far behind it, in 256ths. */
export interface Place {
  readonly cell: number;
  readonly fraction: number;
}

/**
 * Places of `to` samples in a row of `from`, so that the first and the last fall on the first and the last (align_corners):
 * sample i at `i (from - 1) / (to - 1)`, rounded to 256ths, halves up.
 */
export const alignedPlaces = (from: number, to: number): Place[] =>
  Array.from({ length: to }, (_, i) => {
    const at = i === 0 ? 0 : Math.floor((512 * i * (from - 1) + (to - 1)) / (2 * (to - 1)));
    return { cell: at >> 8, fraction: at & 255 };
  });

/**
 * What lies between four pixels, in 65536ths: the arithmetic of `interpolate8` and `interpolate16` for whole maps, where a call of
 * the kernel for each number would take ten times as long. They are held equal by a property test.
 */
export function blend(
  topLeft: number,
  topRight: number,
  bottomLeft: number,
  bottomRight: number,
  right: number,
  down: number,
): number {
  const top = (topLeft << 8) + (topRight - topLeft) * right;
  const bottom = (bottomLeft << 8) + (bottomRight - bottomLeft) * right;
  return (top << 8) + (bottom - top) * down;
}

/** A picture of one channel, in a list of them. */
export interface Plane {
  readonly data: Int8Array;
  /** Where it begins. */
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
}

/** What lies in a plane at a place, in 65536ths; pixels outside are 0. */
export function blendAt(plane: Plane, row: number, column: number, down: number, right: number): number {
  const { data, at, rows, columns } = plane;
  const top = at + row * columns + column;
  const upper = row >= 0 && row < rows;
  const lower = row >= -1 && row < rows - 1;
  const left = column >= 0 && column < columns;
  const rightmost = column >= -1 && column < columns - 1;
  return blend(
    upper && left ? data[top]! : 0,
    upper && rightmost ? data[top + 1]! : 0,
    lower && left ? data[top + columns]! : 0,
    lower && rightmost ? data[top + columns + 1]! : 0,
    right,
    down,
  );
}

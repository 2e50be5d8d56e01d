import { fail } from '../../scope/report.js';

export interface WindowOptions {
  /** Height and width of the kernel, in pixels; any, even ones too. */
  readonly rows: number;
  readonly cols: number;
  /** Width and height of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * `zero`: as many windows as pixels; beyond the border there are zeros, above and to the left one fewer than below
   * and to the right when the kernel is even. `none`: only the windows that lie inside the picture.
   */
  readonly pad: 'zero' | 'none';
}

/** A window in numbers: what lies around its anchor, and the ring of lines that holds it. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly cols: number;
  /** Rows and columns around the anchor; for `zero` those that a picture of this size can ever fill. */
  readonly above: number;
  readonly below: number;
  readonly left: number;
  readonly right: number;
  /** Rows above, and columns to the left, of those: always beyond the border, so constant zeros. */
  readonly zerosAbove: number;
  readonly zerosLeft: number;
  /** Windows whose anchor has fewer rows above or columns to the left are not offered. */
  readonly inside: boolean;
  /** Lines that are kept, and pixels in each. */
  readonly lines: number;
  readonly span: number;
  /** Pixels that are kept at most, counted from the anchor's. */
  readonly capacity: number;
  /** Pixels that have to be there before a picture is begun. */
  readonly start: number;
  /** Cycles from the first pixel of a picture to its first window, at full speed. */
  readonly latency: number;
}

/** @throws HW032 for sizes that make no windows, with the numbers. */
export function geometryOf({ rows, cols, width, height, pad }: WindowOptions): Geometry {
  const sizes = Object.entries({ rows, cols, width, height });
  const odd = sizes.find(([, value]) => !Number.isInteger(value) || value < 1);
  if (odd) bad(`${odd[0]} is ${odd[1]}, not a whole number of at least 1`);
  const inside = pad === 'none';
  if (inside && cols > width) bad(`a kernel ${cols} pixels wide does not fit in a picture ${width} pixels wide`);
  if (inside && rows > height) bad(`a kernel of ${rows} rows does not fit in a picture of ${height} rows`);

  const wantAbove = inside ? rows - 1 : Math.floor((rows - 1) / 2);
  const wantLeft = inside ? cols - 1 : Math.floor((cols - 1) / 2);
  const above = Math.min(wantAbove, height - 1);
  const left = Math.min(wantLeft, width - 1);
  const below = Math.min(rows - 1 - wantAbove, height - 1);
  const right = Math.min(cols - 1 - wantLeft, width - 1);

  const start = below * width + Math.max(right, 1);
  // At full speed `start` pixels wait while one comes and one goes, so there has to be room for one more.
  const enough = start + 1;
  const alone = above + below === 0;
  const lines = alone && width >= enough ? 1 : Math.max(above + below + 1, above + Math.ceil(enough / width));
  const span = lines === 1 ? Math.min(width, 2 ** Math.ceil(Math.log2(enough))) : width;
  return {
    ...{ width, height, rows, cols, above, below, left, right, inside, lines, span, start },
    zerosAbove: wantAbove - above,
    zerosLeft: wantLeft - left,
    capacity: (lines - above) * span,
    latency: start + right + 2,
  };
}

function bad(message: string): never {
  fail(
    'HW032',
    `window: ${message}`,
    "give sizes of the kernel and of the picture: { rows: 3, cols: 3, width: 640, height: 480, pad: 'zero' }",
  );
}

import { type Axis, type AxisOptions, axisOf, type Beyond } from './axis.js';
import { whole } from './bad.js';
import { exceptions } from './exceptions.js';

/** Rows and columns, or one number for both. */
export type PerAxis = number | { readonly rows: number; readonly cols: number };

/** What stands beyond the picture, and how far windows reach there; sides that are not named: 0. */
export interface Padding {
  readonly beyond: Beyond;
  readonly top?: number;
  readonly bottom?: number;
  readonly left?: number;
  readonly right?: number;
}

export interface WindowOptions {
  /** Height and width of the kernel, in pixels; any, even ones too. */
  readonly rows: number;
  readonly cols: number;
  /** Width and height of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * `none`: only the windows that lie inside the picture. `zero`, `replicate`, `reflect`: as many windows as pixels (over the
   * stride); beyond the border there are zeros, or its outermost pixel, or the picture mirrored at that pixel, which is not
   * repeated; above and to the left one fewer than below and to the right when the kernel is even. Or how many on each side:
   * of a kernel of n rows at most n - 1 above and below together.
   */
  readonly pad: 'none' | Beyond | Padding;
  /** Windows are given at every so many pixels, from the first one on. Default 1. */
  readonly stride?: PerAxis;
  /** Pixels from one tap of the kernel to the next. Default 1. */
  readonly dilation?: PerAxis;
  /**
   * The stream carries vectors of so many pixels of a line, and gets as many windows at a time, fewer by a stride; the width is a
   * multiple. Default: the elements are the pixels.
   */
  readonly pixels?: number | undefined;
}

/** A window in numbers. A word is what the stream carries: one pixel, or some. */
export interface Geometry {
  readonly rows: Axis;
  readonly cols: Axis;
  /** The elements are vectors of pixels. */
  readonly vectors: boolean;
  /** Lines below the anchor's, and words behind it, that have to be there. */
  readonly below: number;
  readonly ahead: number;
  /** Words in the registers of a row, from the anchor: -3 to 2. */
  readonly low: number;
  readonly high: number;
  /** Lines that are kept, and words in each. */
  readonly lines: number;
  readonly span: number;
  /** Words that are kept at most, counted from the anchor. */
  readonly capacity: number;
  /** Words that have to be there before a picture is begun. */
  readonly start: number;
  /** Cycles from the first word of a picture to its first window, at full speed. */
  readonly latency: number;
}

/** @throws HW032 for sizes that make no windows, with the numbers. */
export function geometryOf(op: string, options: WindowOptions): Geometry {
  const { rows: taps, cols, width, height, pad, stride = 1, dilation = 1, pixels = 1 } = options;
  const wide = sizes(op, 'stride', stride);
  const spread = sizes(op, 'dilation', dilation);
  whole(op, { rows: taps, cols, width, height, pixels });
  const vertical = along(op, pad, taps, spread.rows, 'top', 'bottom');
  const horizontal = along(op, pad, cols, spread.cols, 'left', 'right');
  const rows = axisOf({
    ...{ pixels: height, lanes: 1, taps, stride: wide.rows, dilation: spread.rows, ...vertical },
    op,
    names: { pixels: 'height', size: n => `of ${n} rows` },
  });
  const across = axisOf({
    ...{ pixels: width, lanes: pixels, taps: cols, stride: wide.cols, dilation: spread.cols, ...horizontal },
    op,
    names: { pixels: 'width', size: n => `${n} pixels wide` },
  });
  return { rows, cols: across, vectors: options.pixels !== undefined, ...storage(rows, across) };
}

function storage(rows: Axis, cols: Axis) {
  const { above, below } = linesAround(rows);
  const { low, ahead } = wordsAround(cols);
  const { size } = cols;
  const start = below * size + Math.max(ahead, 1);
  // At full speed `start` words wait while one comes and one goes, so there has to be room for one more.
  const enough = start + 1;
  const alone = above + below === 0;
  const lines = alone && size >= enough ? 1 : Math.max(above + below + 1, above + Math.ceil(enough / size));
  const span = lines === 1 ? Math.min(size, 2 ** Math.ceil(Math.log2(enough))) : size;
  const capacity = (lines - above) * span;
  return { below, ahead, low, high: cols.high, lines, span, capacity, start, latency: start + ahead + 2 };
}

/** Lines that windows take their pixels from, around that of the anchor. */
function linesAround(rows: Axis) {
  const anchors = offered(rows);
  const places = rows.taps.flatMap(tap =>
    tap === undefined ? [] : [tap, ...exceptions(rows, tap, anchors).map(({ instead }) => instead)],
  );
  // A tap that is beyond the last line at every anchor has no line of its own.
  const reached = places.filter((at): at is number => at !== 'zero' && Math.abs(at) < rows.size);
  return { above: Math.max(0, ...reached.map(at => -at)), below: Math.max(0, ...reached) };
}

/** Anchors at which there are windows. */
export const offered = ({ skip, stride, count }: Axis): readonly number[] =>
  Array.from({ length: count }, (_, i) => skip + i * stride);

/** Words that have to be in registers: to begin a line with those before its first, and to mirror its end. */
function wordsAround({ low, high, size, lanes, source }: Axis) {
  const word = (place: number): number => Math.floor(place / lanes);
  const numbers = (from: number, words: number): number[] =>
    Array.from({ length: words * lanes }, (_, i) => source(from * lanes + i)).filter(at => typeof at === 'number');
  const begin = numbers(low, high + 1 - low).map(word);
  const ends = Array.from({ length: Math.min(high, size - 1) }, (_, i) => size - 1 - i);
  const end = ends.flatMap(anchor => numbers(anchor + high, 1).map(at => word(at) - anchor + 1));
  return { low: Math.min(low, ...end), ahead: Math.max(Math.min(high, size - 1), ...begin) };
}

function along(
  op: string,
  pad: WindowOptions['pad'],
  taps: number,
  dilation: number,
  first: 'top' | 'left',
  second: 'bottom' | 'right',
): Pick<AxisOptions, 'before' | 'after' | 'beyond'> {
  if (pad === 'none') return { before: 0, after: 0, beyond: 'zero' };
  if (typeof pad === 'object') {
    const { beyond, [first]: before = 0, [second]: after = 0 } = pad;
    whole(op, { [`padding ${first}`]: before, [`padding ${second}`]: after }, 0);
    return { before, after, beyond };
  }
  const both = (taps - 1) * dilation;
  return { before: Math.floor(both / 2), after: Math.ceil(both / 2), beyond: pad };
}

function sizes(op: string, name: string, value: PerAxis): { readonly rows: number; readonly cols: number } {
  const both = typeof value === 'number' ? { rows: value, cols: value } : value;
  whole(op, { [`${name} of rows`]: both.rows, [`${name} of columns`]: both.cols });
  return both;
}

import { interpolate8 } from '../quantized/interpolate.js';
import { inside, place } from '../quantized/position.js';
import { gridShift } from './grid.js';
import type { GridSampleSpec } from './grid-sample.js';

type Pixel = readonly number[];

/** Shifts along x and y, 18 bits: what an engine gets. */
export interface ShiftXY {
  readonly x: number;
  readonly y: number;
}

/** What `gridSample` gives for a map, pixel by pixel of all channels, and places. */
export function gridSampleModel(spec: GridSampleSpec, picture: readonly Pixel[], grid: readonly ShiftXY[]): number[][] {
  const { rows, columns, coordinates } = spec;
  if (coordinates === 'shift')
    return grid.map(({ x, y }, i) => look(spec, picture, i % columns, Math.floor(i / columns), x, y));
  const [across, down] = [columns, rows].map(size => gridShift(size, coordinates === 'aligned')) as [Shift, Shift];
  return grid.map(({ x, y }) => look(spec, picture, columns >> 1, rows >> 1, across(x), down(y)));
}

type Shift = ReturnType<typeof gridShift>;

/** What `shiftWarp` gives for a map that is moved by one shift. */
export const shiftWarpModel = (spec: Size, picture: readonly Pixel[], { x, y }: ShiftXY): number[][] =>
  picture.map((_, i) => look(spec, picture, i % spec.columns, Math.floor(i / spec.columns), x, y));

type Size = Pick<GridSampleSpec, 'rows' | 'columns' | 'channels'>;

function look(
  { rows, columns, channels }: Size,
  picture: readonly Pixel[],
  column: number,
  row: number,
  x: number,
  y: number,
): number[] {
  const [across, down] = [place(column, x), place(row, y)];
  const at = (right: number, below: number): Pixel | undefined =>
    inside(across.cell + right, columns) && inside(down.cell + below, rows)
      ? picture[(down.cell + below) * columns + across.cell + right]
      : undefined;
  const [a, b, c, d] = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
  return Array.from({ length: channels }, (_, i) =>
    interpolate8(a?.[i] ?? 0, b?.[i] ?? 0, c?.[i] ?? 0, d?.[i] ?? 0, across.fraction, down.fraction),
  );
}

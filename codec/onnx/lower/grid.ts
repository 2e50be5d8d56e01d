import { coordinate } from '../../float/coordinate.js';
import type { Emitter } from './emitter.js';

/** The coordinates of all places, row by row, x before y, as a constant of that shape, which has 2 rows columns elements. */
export const grid = (rows: number, columns: number, shape: readonly number[], to: Emitter): string =>
  to.floats(`grid ${shape.join('x')}`, shape, () =>
    Float32Array.from({ length: 2 * rows * columns }, (_, i) => {
      const place = i >> 1;
      return i % 2 === 0 ? coordinate(place % columns, columns) : coordinate(Math.floor(place / columns), rows);
    }),
  );

import { place } from '../../../stdlib-engines/quantized/position.js';

/** Where each sample of a row lies between those of another row: to the right of which, and how far, in 256ths. */
export interface Places {
  readonly cells: Int32Array;
  readonly fractions: Int32Array;
}

/**
 * Places of `to` samples in a row of `from`, so that the first and the last fall on the first and the last
 * (align_corners = true): sample i at `i (from - 1) / (to - 1)`, rounded to 256ths, halves up.
 */
export function alignedPlaces(from: number, to: number): Places {
  const cells = new Int32Array(to);
  const fractions = new Int32Array(to);
  for (let i = 1; i < to; i++) {
    const at = Math.floor((512 * i * (from - 1) + (to - 1)) / (2 * (to - 1)));
    [cells[i], fractions[i]] = [at >> 8, at & 255];
  }
  return { cells, fractions };
}

/** Places of a row of `size` pixels, all moved by the same shift, in 256ths of a pixel. */
export function movedPlaces(size: number, shift: number): Places {
  const places = Array.from({ length: size }, (_, i) => place(i, shift));
  return {
    cells: Int32Array.from(places, ({ cell }) => cell),
    fractions: Int32Array.from(places, ({ fraction }) => fraction),
  };
}

import { blendAt } from './blend.js';
import type { Places } from './places.js';

/** Maps of i8, `[channels, rows, columns]`, at the places of other rows and columns: `interpolate8`, zeros outside. */
export function resample(
  data: Int8Array,
  [channels, rows, columns]: readonly [number, number, number],
  down: Places,
  across: Places,
  into: Int8Array,
): void {
  let to = 0;
  for (let channel = 0; channel < channels; channel++) {
    const plane = { data, at: channel * rows * columns, rows, columns };
    for (let row = 0; row < down.cells.length; row++)
      for (let column = 0; column < across.cells.length; column++)
        into[to++] =
          (blendAt(plane, down.cells[row]!, across.cells[column]!, down.fractions[row]!, across.fractions[column]!) +
            32768) >>
          16;
  }
}

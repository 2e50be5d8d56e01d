import { shrinkAcross, shrinkDown } from '../../../stdlib-engines/quantized/shrink.js';
import type { ShrinkLayer } from '../network.js';
import type { Maps } from './load.js';
import { memo } from './memo.js';
import { alignedPlaces } from './places.js';
import { resample } from './resize.js';

/** Both passes of a filter, by its taps with commas between them. */
const passes = memo((key: string) => {
  const taps = key.split(',').map(Number);
  return { down: shrinkDown(taps), across: shrinkAcross(taps) };
});

/** A Gaussian, zeros around, and every `factor`-th sample of it, or the map of that size between its corners. */
export function shrink(maps: Maps, { taps, factor, style }: Pick<ShrinkLayer, 'taps' | 'factor' | 'style'>): Int8Array {
  const [channels, rows, columns] = maps.shape;
  const step = style === 'decimate' ? factor : 1;
  const [toRows, toColumns] = [Math.ceil(rows / step), Math.ceil(columns / step)] as const;
  const filtered = filter(maps, taps, step);
  if (style === 'decimate') return filtered;
  const small = [Math.floor(rows / factor), Math.floor(columns / factor)] as const;
  const result = new Int8Array(channels * small[0] * small[1]);
  const [down, across] = [alignedPlaces(toRows, small[0]), alignedPlaces(toColumns, small[1])];
  resample(filtered, [channels, toRows, toColumns], down, across, result);
  return result;
}

/** Only the rows and columns that are wanted: along the columns first, with 8 bits behind the point. */
function filter({ shape: [channels, rows, columns], data }: Maps, taps: readonly number[], step: number): Int8Array {
  const { down, across } = passes(taps.join());
  const half = (taps.length - 1) / 2;
  const pixels = new Int8Array(taps.length);
  const line = new Int16Array(columns + 2 * half);
  const result = new Int8Array(channels * Math.ceil(rows / step) * Math.ceil(columns / step));
  let to = 0;
  for (let channel = 0; channel < channels; channel++)
    for (let row = 0; row < rows; row += step) {
      for (let column = 0; column < columns; column++) {
        for (let i = 0; i < taps.length; i++) {
          const from = row + i - half;
          pixels[i] = from < 0 || from >= rows ? 0 : data[(channel * rows + from) * columns + column]!;
        }
        line[half + column] = down(pixels);
      }
      for (let column = 0; column < columns; column += step)
        result[to++] = across(line.subarray(column, column + taps.length));
    }
  return result;
}

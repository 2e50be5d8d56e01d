import { kernel, type u12 } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';

/** Rows and columns at most: with shifts of 18 bits every place in and around the map is reached. */
export const samplingSide = 512;

/** Words that `warp` and `motion` need for a map: four memories, each of which has every second row and column. */
export const samplingWords = (rows: number, columns: number): number =>
  4 * Math.ceil(rows / 2) * Math.ceil(columns / 2);

/**
 * Whether a map of so many rows and columns can be held by `warp` and `motion`: at least 1 and at most 512 of either, and each
 * of the four memories, which have an equal share of `samplePixels`, takes every second row and column. A kernel: logic for
 * a check of fields, and what software asks.
 *
 * @example samplingFits(acceleratorConfig(16))(64, 64) // => true
 */
export const samplingFits = ({ samplePixels }: Pick<AcceleratorConfig, 'samplePixels'>) => {
  const share = Math.floor(samplePixels / 4);
  return kernel(
    (rows: u12, columns: u12): boolean =>
      rows >= 1 &&
      columns >= 1 &&
      rows <= samplingSide &&
      columns <= samplingSide &&
      ((rows + 1) >> 1) * ((columns + 1) >> 1) <= share,
  );
};

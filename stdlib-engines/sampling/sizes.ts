import { samplingSide } from './fits.js';

/** Of the maps that an engine of its own is made for: 1 to 512 rows and columns, and bytes of a pixel. */
export interface MapSizes {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** @throws RangeError for maps without a pixel, or larger than shifts of 18 bits reach. */
export function checkedSizes<S extends MapSizes>(what: string, sizes: S): S {
  for (const [name, most] of [
    ['rows', samplingSide],
    ['columns', samplingSide],
    ['channels', 1024],
  ] as const)
    if (!Number.isInteger(sizes[name]) || sizes[name] < 1 || sizes[name] > most)
      throw new RangeError(`${what} of ${sizes[name]} ${name}: a whole number from 1 to ${most}`);
  return sizes;
}

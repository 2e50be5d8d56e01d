import fc from 'fast-check';
import { alignedPlaces } from '../../../codec/integer/operator/places.js';
import { resample } from '../../../codec/integer/operator/resize.js';
import { drawer, list } from './command.js';

/** Maps of any sizes, and the sizes that they get. */
export const resizeCases = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  columns: fc.integer({ min: 1, max: 16 }),
  outRows: fc.integer({ min: 1, max: 18 }),
  outColumns: fc.integer({ min: 1, max: 18 }),
  seed: fc.nat(1e6),
});

export type ResizeCase = typeof resizeCases extends fc.Arbitrary<infer C> ? C : never;

/** Bytes of a map, a word of `block` channels per pixel, and of it in another size. */
export function resized({ rows, columns, outRows, outColumns, seed }: ResizeCase, block: number) {
  const draw = drawer(seed);
  const planes = Int8Array.from(list(block * rows * columns, () => draw(-128, 127)));
  const results = new Int8Array(block * outRows * outColumns);
  const [down, across] = [alignedPlaces(rows, outRows), alignedPlaces(columns, outColumns)];
  resample(planes, [block, rows, columns], down, across, results);
  const words = (data: Int8Array): number[] => {
    const pixels = data.length / block;
    return list(data.length, i => data[(i % block) * pixels + Math.floor(i / block)]!);
  };
  return { source: words(planes), result: words(results) };
}

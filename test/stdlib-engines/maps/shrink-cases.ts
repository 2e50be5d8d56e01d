import fc from 'fast-check';
import { shrink } from '../../../codec/integer/operator/shrink.js';
import { gaussianTaps } from '../../../stdlib-engines/quantized/shrink.js';
import { bytesOf, drawer, list } from './command.js';

/** Maps and filters; among the taps those of a Gaussian, and any that add up to 32768. */
export const shrinkCases = (longest: number) =>
  fc
    .record({
      rows: fc.integer({ min: 1, max: 12 }),
      columns: fc.integer({ min: 1, max: longest }),
      size: fc.integer({ min: 0, max: 6 }).map(n => 2 * n + 1),
      sigma: fc.constantFrom(0.5, 1.5, 40),
      factor: fc.integer({ min: 1, max: 5 }),
      style: fc.constantFrom<number>(0, 0, 1),
      seed: fc.nat(1e6),
    })
    .filter(({ rows, columns, factor, style }) => style === 0 || (rows >= factor && columns >= factor))
    .map(({ size, sigma, ...shape }) => {
      const by = shape.style === 0 ? Math.ceil : Math.floor;
      const [outRows, outColumns] = [by(shape.rows / shape.factor), by(shape.columns / shape.factor)];
      return { ...shape, outRows, outColumns, taps: gaussianTaps(size, sigma) };
    });

export type ShrinkCase = ReturnType<typeof shrinkCases> extends fc.Arbitrary<infer C> ? C : never;

/** Bytes as they lie in memory; of style 1 all samples of the filter, or what lies between their corners (`resized`). */
export function shrinkData({ rows, columns, factor, style, taps, seed }: ShrinkCase, block: number, resized: boolean) {
  const draw = drawer(seed);
  const planes = Int8Array.from(list(3 * rows * columns, () => draw(-128, 127)));
  const whole = style === 1 && !resized;
  const results = shrink(
    { shape: [3, rows, columns], data: planes } as never,
    {
      taps,
      factor: whole ? 1 : factor,
      style: style === 1 && resized ? 'bilinear' : 'decimate',
    } as never,
  );
  const words = (data: Int8Array): number[] => {
    const pixels = data.length / 3;
    return list(pixels * block, i => (i % block < 3 ? data[(i % block) * pixels + Math.floor(i / block)]! : 0));
  };
  const bytes = bytesOf(taps, 2);
  return {
    source: words(planes),
    second: [...bytes, ...list((block - (bytes.length % block)) % block, () => 0)],
    result: words(results),
  };
}

import fc from 'fast-check';
import { epilogueModes } from '../../../stdlib-engines/accelerator/isa/formats.js';
import type { Layer } from './bench.js';

/** Small layers of every kind, for an array of so many columns. */
export const layersFor = (columns: number): fc.Arbitrary<Layer> =>
  fc
    .record({
      images: fc.integer({ min: 1, max: 3 }),
      inputs: fc.integer({ min: 1, max: 20 }),
      outputs: fc.integer({ min: 1, max: columns }),
      kernel: fc.constantFrom(1, 3, 5, 7),
      stride: fc.constantFrom(1 as const, 2 as const),
      rows: fc.integer({ min: 1, max: 6 }),
      columns: fc.integer({ min: 1, max: 6 }),
      mode: fc.constantFrom(...epilogueModes),
      wide: fc.boolean(),
      chunk: fc.integer({ min: 1, max: 3 }),
      slack: fc.integer({ min: 0, max: 3 }),
      seed: fc.nat(1e6),
    })
    .map(layer => {
      const wide = layer.wide && ['none', 'relu', 'sigmoid'].includes(layer.mode);
      if (layer.mode !== 'pool') return { ...layer, wide };
      // Both sides of what is pooled are even.
      const even = (size: number) => Math.ceil(size / 2) * 2 * layer.stride;
      return { ...layer, wide, rows: even(layer.rows), columns: even(layer.columns) };
    });

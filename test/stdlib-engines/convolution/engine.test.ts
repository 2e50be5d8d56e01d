import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { epilogueModes } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { convolutionEngine } from '../../../stdlib-engines/convolution/engine.js';
import { weathers } from '../../dsl/stream/rig.js';
import { expected, jobOf, type Layer, run } from './bench.js';

/** Layers through the engine, against the operators of the integer model, bit for bit. */
const test = suite('convolution engine');

const layers: fc.Arbitrary<Layer> = fc
  .record({
    images: fc.integer({ min: 1, max: 3 }),
    inputs: fc.integer({ min: 1, max: 20 }),
    outputs: fc.integer({ min: 1, max: 16 }),
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

for (const [rows, columns] of [
  [8, 8],
  [8, 16],
] as const) {
  const config = acceleratorConfig(rows, columns, { tileWords: 16384 });
  test(`${rows}x${columns}: layers in a row give the bits of the integer model, under random stalls`, () => {
    const several = fc.array(
      layers.map(layer => ({ ...layer, outputs: Math.min(layer.outputs, columns) })),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(several, weathers, (all, weather) => {
        const job = jobOf(all, config);
        const { words, faults } = run(job, config, weather);
        assert.ok(faults.every(fault => fault === 0));
        assert.equal(words, expected(job, words));
      }),
      { numRuns: 8, seed: 20 + columns },
    );
  });
}

test('says which lanes there can be', () => {
  const config = acceleratorConfig(8, 8, { lanes: 8 });
  assert.throws(() => convolutionEngine({ config }), /an epilogue of 8 lanes: with 8 rows and 8 columns/);
});

test.run();

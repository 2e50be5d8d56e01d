import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { accelerator } from '../../../stdlib-engines/accelerator/accelerator.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';

const test = suite('sizes of an accelerator');

test('says what there is none of', () => {
  const says = (changes: Partial<AcceleratorConfig>, pattern: RegExp, rows = 8, columns: number = rows) =>
    assert.throws(() => acceleratorConfig(rows, columns, changes), pattern);
  says({}, /an accelerator with 12 rows: there are 8, 16 or 32/, 12);
  says({}, /with 24 columns: there are 8 or 16/, 8, 24);
  says({ busBits: 128 }, /with a bus of 128 bits/);
  says({ lanes: 8 }, /with 8 lanes for 8 x 8: there are powers of 2 from 1 to 4/);
  says({ lanes: 3 }, /with 3 lanes/);
  says({ motions: 1 }, /whose motions is 1: a whole number from 2 to 63/);
  says({ tileWords: 65537 }, /whose tileWords is 65537: a whole number from 2 to 65536/);
  says({ queue: 1.5 }, /whose queue is 1.5/);
  says({ taps: Number.NaN }, /whose taps is NaN/);
});

/** The least and the most of each size, others as usual. */
const ends: readonly (readonly [keyof AcceleratorConfig, number, number])[] = [
  ['tileWords', 2, 65536],
  ['skipWords', 2, 65536],
  ['outWords', 2, 65536],
  ['accumulators', 1, 65536],
  ['weightRows', 1, 65536],
  ['tableRows', 1, 1024],
  ['samplePixels', 4, 65536],
  ['lineWords', 2, 4095],
  ['motions', 2, 63],
  ['taps', 1, 31],
  ['queue', 1, 64],
  ['outstanding', 1, 64],
];

test('from the least to the most of every size there is hardware', () => {
  const arrays = fc.constantFrom(
    ...([
      [8, 8, 32],
      [8, 16, 64],
      [16, 16, 128],
      [16, 32, 32],
      [32, 32, 64],
      [32, 64, 128],
    ] as const),
  );
  const which = fc.array(fc.nat(2), { minLength: ends.length, maxLength: ends.length });
  const property = fc.property(arrays, which, ([rows, columns, busBits], picks) => {
    const chosen = ends.flatMap(([name, least, most], i) =>
      picks[i] === 0 ? [] : [[name, [least, most][picks[i]! - 1]]],
    );
    accelerator({ config: acceleratorConfig(rows, columns, { busBits, ...Object.fromEntries(chosen) }) });
  });
  fc.assert(property, { seed: 1, numRuns: 8, includeErrorInReport: true });
});

test.run();

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { configs, sizeOf, worlds } from './arbitrary.js';
import { byteAt, regionAt, runWeights, type World } from './bench.js';
import type { Weights } from './model.js';

const test = suite('weights unit');

/** Rows of the array, as bytes in memory follow each other. */
const rowsOf = ({ address, region, bytes }: Weights, columns: number): string[] =>
  Array.from({ length: bytes / columns }, (_, row) =>
    Array.from(
      { length: columns },
      (_, i) => (byteAt(regionAt(region).base + address + row * columns + i) << 24) >> 24,
    ).join(' '),
  );

for (const config of configs)
  test(`any places and lengths, any memory: ${sizeOf(config)}`, () => {
    const { rows, columns } = config;
    const command = fc
      .record({
        region: fc.nat(1),
        at: fc.nat(0x1000 / rows),
        count: fc.oneof(fc.nat(4), fc.nat(0x1000 / columns - 1)),
      })
      .map(({ region, at, count }) => ({ region, address: at * rows, bytes: (count + 1) * columns }));
    const holds = (commands: readonly Weights[], world: World): void => {
      const said = commands.flatMap(one => rowsOf(one, columns));
      const seen = runWeights(config, commands, said.length, world);
      assert.equal(
        seen.done,
        commands.map(() => 0),
      );
      assert.equal(
        seen.rows.map(row => row.join(' ')),
        said,
      );
    };
    fc.assert(fc.property(fc.array(command, { minLength: 1, maxLength: 3 }), worlds, holds), { seed: 1, numRuns: 20 });
  });

test.run();

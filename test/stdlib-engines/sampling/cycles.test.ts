import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { samplingCycles } from '../../../stdlib-engines/sampling/cycles.js';
import { samplingEngine } from '../../../stdlib-engines/sampling/engine.js';
import { samplingFits } from '../../../stdlib-engines/sampling/fits.js';
import { pour } from '../../dsl/stream/rig.js';
import { commandOf } from './commands.js';

const cycles = suite('cycles of the sampling engine');

for (const [rows, busBits] of [
  [8, 64],
  [16, 64],
] as const)
  cycles(`${rows} channels, ${busBits} bits: from one command to the next as many as are stated`, () => {
    const config = acceleratorConfig(rows, rows, { busBits, samplePixels: 256 });
    const circuit = samplingEngine({ config });
    for (const kind of ['warp', 'motion'] as const)
      for (const [height, width] of [
        [1, 1],
        [2, 3],
        [12, 9],
      ] as const) {
        const { command, source, second, result } = commandOf({ kind, rows: height, columns: width, seed: 3 }, rows);
        const taken = (times: number): number => {
          const all = <T>(items: readonly T[]): T[] => new Array<readonly T[]>(times).fill(items).flat();
          const feed = { command: all([command]), source: all(source), second: all(second) };
          return pour(circuit, feed, { result: times * result.length }).cycles;
        };
        assert.is(taken(2) - taken(1), samplingCycles(kind, height, width, config), `${kind} of ${height}x${width}`);
      }
  });

cycles('what fits: every second row and column in each of four memories, and sides of at most 512', () => {
  const fits = samplingFits({ samplePixels: 4096 });
  for (const [rows, columns] of [
    [64, 64],
    [1, 512],
    [512, 8],
    [1, 1],
  ] as const)
    assert.ok(fits(rows, columns), `${rows}x${columns}`);
  for (const [rows, columns] of [
    [0, 64],
    [64, 0],
    [65, 64],
    [64, 65],
    [513, 1],
    [1, 4095],
  ] as const)
    assert.not(fits(rows, columns), `${rows}x${columns}`);
});

cycles.run();

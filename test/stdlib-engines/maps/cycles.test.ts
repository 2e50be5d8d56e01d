import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { type MapShape, mapCycles } from '../../../stdlib-engines/maps/cycles.js';
import { carryOut, mapConfig, needsOf } from './bench.js';

const test = suite('cycles of map instructions');

const shapes: readonly MapShape[] = [
  { operation: 'picture', rows: 16, columns: 32 },
  { operation: 'masks', rows: 12, columns: 16, channels: 11 },
  { operation: 'masks', rows: 9, columns: 16, channels: 16 },
  { operation: 'masks', rows: 16, columns: 16, channels: 4 },
  { operation: 'bilinear', rows: 9, columns: 16, outRows: 18, outColumns: 32 },
  { operation: 'bilinear', rows: 24, columns: 32, outRows: 12, outColumns: 16 },
  { operation: 'bilinear', rows: 32, columns: 48, outRows: 8, outColumns: 12 },
  { operation: 'shrink', rows: 32, columns: 24, outRows: 8, outColumns: 6, taps: 13 },
  { operation: 'shrink', rows: 20, columns: 40, outRows: 10, outColumns: 20, taps: 5 },
  { operation: 'shrink', rows: 16, columns: 32, outRows: 4, outColumns: 8, taps: 13, style: 1 },
  { operation: 'motion', rows: 16, columns: 16 },
  { operation: 'warp', rows: 24, columns: 16 },
];

for (const [block, busBits, latency] of [
  [8, 64, 40],
  [16, 64, 12],
] as const)
  test(`are as stated to 1 percent and 10 cycles, blocks of ${block}, latency ${latency}`, () => {
    const config = mapConfig(block, { busBits, samplePixels: 1024 });
    for (const shape of shapes) {
      const { operation, ...rest } = shape;
      const fields = {
        ...rest,
        operation: mapOperations.indexOf(operation),
        factor: shape.outRows ? Math.ceil(shape.rows / shape.outRows) : 0,
      };
      const { source, second } = needsOf(config, fields);
      const job = { fields, source: new Array(source).fill(1), second: new Array(second).fill(0) };
      const { cycles, faults } = carryOut(config, [job, job], { latency });
      assert.equal(faults, [0, 0]);
      const said = mapCycles(shape, config, latency);
      assert.ok(
        Math.abs(said - cycles / 2) <= 10 + 0.01 * said,
        `${JSON.stringify(shape)}: ${cycles / 2} cycles, and ${said} are stated`,
      );
    }
  });

test.run();

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { betweenColumns, betweenRows } from '../../../stdlib-engines/maps/between.js';
import { resizeEngine } from '../../../stdlib-engines/maps/resize.js';
import { interpolate8 } from '../../../stdlib-engines/quantized/interpolate.js';
import { mapConfig } from './bench.js';
import { grouped, mapCommand } from './command.js';
import { type ResizeCase, resizeCases, resized } from './resize-cases.js';

const test = suite('resize engine');

const i8 = fc.integer({ min: -128, max: 127 });
const u8 = fc.integer({ min: 0, max: 255 });

test('both steps together are the kernel, in either order', () => {
  fc.assert(
    fc.property(i8, i8, i8, i8, u8, u8, (a, b, c, d, right, down) => {
      const two = betweenColumns(betweenRows(a, c, down), betweenRows(b, d, down), right);
      assert.is(two, interpolate8(a, b, c, d, right, down));
    }),
    { numRuns: 500, seed: 1 },
  );
});

const block = 8;
const made = new Map<number, ReturnType<typeof start>>();
const start = (lanes: number) => {
  const sim = simulate(resizeEngine({ config: mapConfig(block, { lineWords: 16 }), lanes }), { history: 0 });
  return { sim, begin: sim.snapshot() };
};

function run(lanes: number, each: readonly ResizeCase[], stall: number, seed: number) {
  const { sim, begin } = made.get(lanes) ?? start(lanes);
  made.set(lanes, { sim, begin });
  sim.restore(begin);
  const data = each.map(c => resized(c, block));
  const seen = sim.transfer(
    {
      command: each.map(c => mapCommand({ operation: 2, ...c })),
      source: data.flatMap(({ source }) => grouped(source, block, true)),
    } as never,
    {
      expect: { result: each.reduce((sum, { outRows, outColumns }) => sum + outRows * outColumns, 0) },
      stall: random(stall, seed),
    },
  );
  return { seen, results: data.flatMap(({ result }) => grouped(result, block, true)) };
}

for (const lanes of [2, 4, 8])
  test(`maps of any sizes to any sizes, ${lanes} lanes`, () => {
    fc.assert(
      fc.property(
        fc.array(resizeCases, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(0, 0, 0.3, 0.7),
        fc.nat(999),
        (each, stall, seed) => {
          const { seen, results } = run(lanes, each, stall, seed);
          assert.equal(
            seen.data.result.map(word => Array.from(word)),
            results,
          );
        },
      ),
      { numRuns: 25, seed: 8 },
    );
  });

/**
 * At a place in 256ths of a pixel the engine is within 1/2 of the real interpolation; the place is within 1/512 of the real one
 * along either axis, and neighbours differ by 255 at most: 1/2 + 2 * 255/512 < 3/2.
 */
test('maps are within 3/2 of real interpolation between corners', () => {
  fc.assert(
    fc.property(resizeCases, c => {
      const { rows, columns, outRows, outColumns } = c;
      const { source, result } = resized(c, 1);
      const pixel = (row: number, column: number) =>
        source[Math.min(row, rows - 1) * columns + Math.min(column, columns - 1)]!;
      result.forEach((value, i) => {
        const y = outRows > 1 ? (Math.floor(i / outColumns) * (rows - 1)) / (outRows - 1) : 0;
        const x = outColumns > 1 ? ((i % outColumns) * (columns - 1)) / (outColumns - 1) : 0;
        const [row, column] = [Math.floor(y), Math.floor(x)];
        const along = (r: number) => pixel(r, column) + (pixel(r, column + 1) - pixel(r, column)) * (x - column);
        const real = along(row) + (along(row + 1) - along(row)) * (y - row);
        assert.ok(Math.abs(value - real) <= 1.5, `${value} for ${real}`);
      });
    }),
    { numRuns: 60, seed: 12 },
  );
});

test('a word every four cycles, and what it takes to begin and to end', () => {
  const { seen } = run(2, [{ rows: 8, columns: 16, outRows: 16, outColumns: 32, seed: 1 }], 0, 1);
  assert.ok(seen.cycles > 4 * 16 * 32 && seen.cycles < 4 * 16 * 32 + 160, `${seen.cycles} cycles`);
});

test.run();

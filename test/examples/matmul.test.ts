import fc from 'fast-check';
import { i8, range, requantizeModel, scaleOf } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type MatmulSpec, matmul } from '../../examples/matmul.js';

const test = suite('examples/matmul');

type Matrix = readonly (readonly number[])[];

const matrix = (rows: number, cols: number, min: number): fc.Arbitrary<Matrix> =>
  fc.array(fc.array(fc.integer({ min, max: 127 }), { minLength: cols, maxLength: cols }), {
    minLength: rows,
    maxLength: rows,
  });

const cases = fc
  .record({
    height: fc.integer({ min: 1, max: 9 }),
    tiles: fc.integer({ min: 1, max: 4 }),
    rows: fc.integer({ min: 1, max: 6 }),
    pairs: fc.integer({ min: 1, max: 3 }),
    fold: fc.integer({ min: 1, max: 3 }),
    stall: fc.constantFrom(0, 0.3, 0.8),
  })
  .chain(({ height, tiles, rows, pairs, fold, stall }) => {
    const spec: MatmulSpec = {
      height,
      depth: tiles * rows,
      rows,
      cols: 2 * pairs * fold,
      fold,
      scale: scaleOf(1 / 50),
    };
    const left = matrix(height, spec.depth, -128);
    const right = matrix(spec.depth, spec.cols, -127);
    return fc.record({
      spec: fc.constant(spec),
      stall: fc.constant(stall),
      jobs: fc.array(fc.tuple(left, right), { minLength: 1, maxLength: 2 }),
    });
  });

/** All rows of the first tile, then all of the second. */
const tiled = ({ rows, depth }: MatmulSpec, left: Matrix): Matrix =>
  range(depth / rows).flatMap(tile => left.map(row => row.slice(tile * rows, (tile + 1) * rows)));

const expected = ({ scale }: MatmulSpec, left: Matrix, right: Matrix): Matrix =>
  left.map(row =>
    right[0]!.map((_, c) =>
      requantizeModel(
        row.reduce((sum, x, k) => sum + x * right[k]![c]!, 0),
        scale,
        i8,
      ),
    ),
  );

test('is the product of the matrices, however its sides stall', () => {
  fc.assert(
    fc.property(cases, ({ spec, stall, jobs }) => {
      const sim = simulate(matmul(spec), { seed: 5, randomizeState: true });
      const { data, last } = sim.transfer(
        {
          s_axis_left: jobs.flatMap(([left]) => tiled(spec, left)),
          s_axis_right: jobs.flatMap(([, right]) => right),
        } as never,
        { expect: { m_axis: jobs.length * spec.height }, stall: random(stall) },
      ) as unknown as { data: { m_axis: Matrix }; last: { m_axis: boolean[] } };
      assert.equal(
        Array.from(data.m_axis, row => Array.from(row)),
        jobs.flatMap(([left, right]) => expected(spec, left, right)),
      );
      assert.equal(
        last.m_axis,
        jobs.flatMap(() => range(spec.height).map(i => i === spec.height - 1)),
      );
    }),
    { numRuns: 25, seed: 2 },
  );
});

test('multiplies in every cycle, while tiles are higher than the array', () => {
  const spec: MatmulSpec = { height: 16, depth: 48, rows: 8, cols: 4, fold: 1, scale: scaleOf(1) };
  const cycles = (jobs: number): number => {
    const rows = (count: number, of: number) => range(count).map(() => range(of).map(() => 1));
    return simulate(matmul(spec)).transfer(
      { s_axis_left: rows(jobs * 96, 8), s_axis_right: rows(jobs * 48, 4) } as never,
      { expect: { m_axis: jobs * 16 } },
    ).cycles;
  };
  assert.is(cycles(5) - cycles(2), 3 * 16 * (48 / 8));
});

test.run();

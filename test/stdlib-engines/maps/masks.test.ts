import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { masksEngine } from '../../../stdlib-engines/maps/masks.js';
import { bytesOf, grouped, mapCommand } from './command.js';
import { logitBytes, type MaskCase, maskCases, maskData, maskEntries, recordsOf } from './mask-cases.js';

const test = suite('masks engine');

const sims = new Map<number, ReturnType<typeof start>>();
const start = (rows: number) => {
  const sim = simulate(masksEngine({ config: acceleratorConfig(rows) }), { history: 0 });
  return { sim, begin: sim.snapshot() };
};
const engine = (rows: number) => {
  const known = sims.get(rows) ?? start(rows);
  sims.set(rows, known);
  return known;
};

function run(block: number, each: readonly MaskCase[], stall: number, seed: number) {
  const { sim, begin } = engine(block);
  sim.restore(begin);
  const pixels = each.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return sim.transfer(
    {
      command: each.map(({ logits, points, spread, seed: _, stall: __, ...fields }) =>
        mapCommand({ operation: 4, ...fields }),
      ),
      second: each.flatMap(c => grouped(recordsOf(c.points), 8, false)),
      source: each.flatMap(c => grouped(logitBytes(c.logits, block), block, true)),
    } as never,
    { expect: { result: pixels }, stall: random(stall, seed) },
  );
}

for (const block of [8, 16])
  test(`are those of the integer model, blocks of ${block}`, () => {
    fc.assert(
      fc.property(fc.array(maskCases, { minLength: 1, maxLength: 3 }), each => {
        const { data } = run(block, each, each[0]!.stall, each[0]!.seed);
        assert.equal(
          data.result.map(bytes => Array.from(bytes)),
          each.flatMap(c => maskEntries(c).map(entry => bytesOf(entry, 2))),
        );
      }),
      { numRuns: block === 8 ? 40 : 10, seed: 6 },
    );
  });

test('eleven channels take 13 cycles a pixel, and what it takes to begin and to end', () => {
  const shape = { rows: 12, columns: 12, channels: 11, fraction: 9, logits8: 0, shares8: 0, occlusion8: 0 };
  const c = { ...shape, flow8: 0, flowFraction: 8, jacobians: 1, spread: 3000, seed: 1, stall: 0 };
  const { cycles } = run(8, [{ ...c, ...maskData(c) }], 0, 1);
  assert.ok(cycles > 13 * 144 && cycles < 13 * 144 + 120, `${cycles} cycles`);
});

test.run();

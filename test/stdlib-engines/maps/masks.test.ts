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

/**
 * A share is within 2 (n + 1) + 1 of the real one in 65536ths, so each motion brings so much of its shift; the sum is rounded
 * to 1/2 of a 256th of a pixel, and what is stored to 1/2 of its own last bit. `sigmoid` is within 2 in 65536ths.
 */
test('flow and occlusion are within their bounds of real softmax and sigmoid', () => {
  fc.assert(
    fc.property(maskCases, c => {
      const near = (all: readonly number[]) => all.map(x => x >> 3);
      const { logits, channels, flowFraction } = c;
      const points = { ...c.points, source: near(c.points.source), driving: near(c.points.driving) };
      const exact = { ...c, points, logits8: 0, shares8: 0, occlusion8: 0, flow8: 0, jacobians: 0 };
      const entries = maskEntries(exact);
      entries.forEach(([x, , occlusion], i) => {
        const all = logits[i]!;
        const powers = all
          .slice(0, channels)
          .map(logit => 2 ** (logit / 512 - Math.max(...all.slice(0, channels)) / 512));
        const sum = powers.reduce((a, b) => a + b, 0);
        const shifts = powers.map((_, k) => points.source[2 * k]! - points.driving[2 * k]!);
        const real = shifts.reduce((flow, shift, k) => flow + (powers[k]! / sum) * shift, 0);
        const ofShares = shifts.reduce((most, shift) => most + (Math.abs(shift) * (2 * (channels + 1) + 1)) / 65536, 0);
        const step = 2 ** (8 - flowFraction);
        const seen = ((x! << 16) >> 16) * step;
        assert.ok(Math.abs(seen - real) <= ofShares + 1 / 2 + step / 2, `${seen} for ${real}`);
        const open = 65536 / (1 + Math.exp(-Math.max(-32768, all[channels]!) / 4096));
        assert.ok(Math.abs(occlusion! - open) <= 2, `${occlusion} for ${open}`);
      });
    }),
    { numRuns: 60, seed: 13 },
  );
});

test('eleven channels take 13 cycles a pixel, and what it takes to begin and to end', () => {
  const shape = { rows: 12, columns: 12, channels: 11, fraction: 9, logits8: 0, shares8: 0, occlusion8: 0 };
  const c = { ...shape, flow8: 0, flowFraction: 8, jacobians: 1, spread: 3000, seed: 1, stall: 0 };
  const { cycles } = run(8, [{ ...c, ...maskData(c) }], 0, 1);
  assert.ok(cycles > 13 * 144 && cycles < 13 * 144 + 120, `${cycles} cycles`);
});

test.run();

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { shrinkEngine } from '../../../stdlib-engines/maps/shrink.js';
import { mapConfig } from './bench.js';
import { grouped, mapCommand } from './command.js';
import { type ShrinkCase, shrinkCases, shrinkData } from './shrink-cases.js';

const test = suite('shrink engine');

const block = 8;
const config = mapConfig(block, { lineWords: 16 });
const sim = simulate(shrinkEngine({ config }), { history: 0 });
const begin = sim.snapshot();

function run(each: readonly ShrinkCase[], stall: number, seed: number) {
  sim.restore(begin);
  const data = each.map(c => shrinkData(c, block, false));
  const results = data.flatMap(({ result }) => grouped(result, block, true));
  const seen = sim.transfer(
    {
      command: each.map(c => mapCommand({ operation: 1, ...c, taps: c.taps.length })),
      source: data.flatMap(({ source }) => grouped(source, block, true)),
      second: data.flatMap(({ second }) => grouped(second, 8, false)),
    } as never,
    { expect: { result: results.length }, stall: random(stall, seed) },
  );
  return { seen, results };
}

test('filters with every factor are those of the integer model', () => {
  fc.assert(
    fc.property(
      fc.array(shrinkCases(16), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(0, 0, 0.3, 0.7),
      fc.nat(999),
      (each, stall, seed) => {
        const { seen, results } = run(each, stall, seed);
        assert.equal(
          seen.data.result.map(word => Array.from(word)),
          results,
        );
      },
    ),
    { numRuns: 30, seed: 9 },
  );
});

test.run();

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { carryOut, mapConfig } from './bench.js';
import { anyCase, samplingCase } from './cases.js';

const test = suite('map unit');

const far = fc.record({
  latency: fc.constantFrom(1, 7, 40),
  rate: fc.constantFrom(1, 0.6),
  stall: fc.constantFrom(0, 0, 0.4),
});

for (const [block, busBits] of [
  [8, 64],
  [8, 32],
  [16, 64],
  [16, 128],
] as const)
  test(`the operations of the integer model, blocks of ${block}, bus of ${busBits} bits`, () => {
    const config = mapConfig(block, { busBits });
    const one = anyCase(block);
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), far, fc.nat(999), (cases, memory, seed) => {
        const seen = carryOut(
          config,
          cases.map(({ job }) => job),
          { ...memory, seed },
          { stall: memory.stall, seed },
        );
        assert.equal(
          seen.faults,
          cases.map(() => 0),
        );
        assert.equal(
          seen.results,
          cases.map(({ result }) => result),
        );
        assert.ok(seen.around.every(byte => byte === 0xee));
      }),
      { numRuns: 12, seed: 7 },
    );
  });

test('a warp map that ends in the middle of a beat leaves nothing for the next', () => {
  const config = mapConfig(16, { busBits: 128 });
  const cases = [3, 1, 5].map(columns => samplingCase({ kind: 'warp', rows: 3, columns, seed: columns }, 16));
  const seen = carryOut(
    config,
    cases.map(({ job }) => job),
  );
  assert.equal(
    seen.results,
    cases.map(({ result }) => result.map(byte => byte & 255)),
  );
});

test.run();

import fc from 'fast-check';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gcd } from '../../examples/gcd.js';

const engine = suite('examples/gcd');
const euclid = (a: number, b: number): number => (b === 0 ? a : euclid(b, a % b));

engine('finds the divisor of every pair, in order, under stalls on both sides', () => {
  const pair = fc.record({ a: fc.nat(255), b: fc.nat(255) });
  const stall = fc.constantFrom(0, 0.5, 0.9);
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 12 }), stall, stall, fc.nat(), (pairs, from, to, seed) => {
      const sim = simulate(gcd({ width: 8 }), { seed });
      const stalls = { pairs: random(from), divisors: random(to) };
      const { data } = sim.transfer({ pairs }, { expect: { divisors: pairs.length }, stall: stalls });
      assert.equal(
        [...data.divisors],
        pairs.map(({ a, b }) => euclid(a, b)),
      );
    }),
    { numRuns: 30 },
  );
});

engine('works for at most 2^width cycles', () => {
  const sim = simulate(gcd({ width: 8 }));
  const { cycles } = sim.transfer({ pairs: [{ a: 255, b: 1 }] }, { expect: { divisors: 1 } });
  assert.ok(cycles <= 256 + 4, `${cycles} cycles`);
});

engine.run();

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { reciprocalDivider, reciprocalInterval } from '../../../stdlib-engines/maps/reciprocal.js';
import { softmaxEngine } from '../../../stdlib-engines/maps/softmax.js';
import { reciprocal, softmax } from '../../../stdlib-engines/quantized/softmax.js';

const test = suite('softmax engine');

const divider = simulate(reciprocalDivider());
const dividerStart = divider.snapshot();

test('the divider is the kernel, for every kind of sum', () => {
  const sums = [
    0,
    1,
    2,
    3,
    2 ** 14 - 1,
    2 ** 14,
    2 ** 14 + 1,
    2 ** 15 - 1,
    2 ** 15,
    2 ** 15 + 1,
    65 * 2 ** 15,
    2 ** 23 - 1,
  ];
  const draw = fc.sample(fc.integer({ min: 2 ** 14, max: 65 * 2 ** 15 }), { numRuns: 300, seed: 1 });
  const all = [...sums, ...draw];
  divider.restore(dividerStart);
  const { data } = divider.transfer({ sum: all }, { expect: { inverse: all.length }, stall: random(0.2, 3) });
  assert.equal(
    [...data.inverse],
    all.map(sum => reciprocal(sum)),
  );
});

test('a quotient every 13 cycles', () => {
  divider.restore(dividerStart);
  const sums = Array.from({ length: 20 }, (_, i) => 2 ** 15 + 77 * i);
  const { cycles } = divider.transfer({ sum: sums }, { expect: { inverse: 20 } });
  assert.is(cycles, 20 * reciprocalInterval + 1);
});

const engine = simulate(softmaxEngine({ channels: 16 }));
const start = engine.snapshot();

const packets = fc.array(fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 2, maxLength: 16 }), {
  minLength: 1,
  maxLength: 8,
});

test('packets of any length are what the kernel says', () => {
  fc.assert(
    fc.property(packets, fc.constantFrom(0, 0.4, 0.8), fc.nat(99), (places, stall, seed) => {
      engine.restore(start);
      const logits = places.flat();
      const last = places.flatMap(place => place.map((_, i) => i === place.length - 1));
      const run = engine.transfer(
        { logits },
        { expect: { shares: logits.length }, last: { logits: last }, stall: random(stall, seed) },
      );
      assert.equal(
        [...run.data.shares],
        places.flatMap(place => softmax(place.length)(place as never)),
      );
      assert.equal([...run.last.shares!], last);
    }),
    { numRuns: 40, seed: 5 },
  );
});

test.run();

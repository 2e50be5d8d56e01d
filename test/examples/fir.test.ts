import fc from 'fast-check';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fir, lowPass } from '../../examples/fir.js';

const filter = suite('examples/fir');

/** Numbers that 15 bits of fraction hold. */
const sampleValue = fc.integer({ min: -32768, max: 32767 }).map(n => n / 32768);
const coefficient = fc.double({ min: -0.4, max: 0.4, noNaN: true });

const reference = (coefficients: readonly number[], samples: readonly number[]): number[] =>
  samples.map((_, t) => coefficients.reduce((sum, c, i) => sum + c * (samples[t - i] ?? 0), 0));

const run = (coefficients: readonly number[], samples: readonly number[]): number[] =>
  [
    ...simulate(fir(coefficients)).transfer({ samples }, { expect: { filtered: samples.length }, stall: random(0.3) })
      .data.filtered,
  ].map(Number);

filter('is as near to real numbers as rounding allows', () => {
  const lists = fc.tuple(
    fc.array(coefficient, { minLength: 1, maxLength: 4 }),
    fc.array(sampleValue, { minLength: 1, maxLength: 40 }),
  );
  fc.assert(
    fc.property(lists, ([coefficients, samples]) => {
      // Half a unit for each coefficient, times a sample of at most 1, and half a unit for the result.
      const bound = (coefficients.length + 1) * 2 ** -16;
      const expected = reference(coefficients, samples);
      run(coefficients, samples).forEach((y, t) => {
        assert.ok(Math.abs(y - expected[t]!) <= bound, `sample ${t}: ${y}, not ${expected[t]} within ${bound}`);
      });
    }),
    { numRuns: 25 },
  );
});

filter('lets low frequencies pass and stops high ones', () => {
  const gain = (frequency: number): number => {
    const tone = Array.from(
      { length: 200 },
      (_, t) => Math.round(29491 * Math.sin(2 * Math.PI * frequency * t)) / 32768,
    );
    return Math.max(...run(lowPass, tone).slice(40).map(Math.abs)) / 0.9;
  };
  assert.ok(gain(0.05) > 0.97);
  assert.ok(gain(0.45) < 0.01);
});

filter('saturates instead of wrapping', () => {
  assert.is(run([0.9, 0.9, 0.9], Array<number>(4).fill(32767 / 32768)).at(-1), 65535 / 32768);
});

filter.run();

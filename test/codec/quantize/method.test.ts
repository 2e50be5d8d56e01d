import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Histogram, histogram } from '../../../codec/quantize/calibration/histogram.js';
import { methods, rangeOf, squaredError } from '../../../codec/quantize/calibration/method.js';

const calibration = suite('ranges by calibration');
const check = { seed: 11, numRuns: 200 };

/** Numbers of very different sizes, zeros among them. */
const lists = fc.array(
  fc.array(
    fc.oneof(fc.constant(0), fc.double({ min: -300, max: 300, noNaN: true }), fc.double({ min: -1e-3, max: 1e-3 })),
    {
      minLength: 1,
      maxLength: 60,
    },
  ),
  { minLength: 1, maxLength: 6 },
);

const histogramOf = (parts: readonly (readonly number[])[]): Histogram => {
  const of = histogram();
  for (const part of parts) of.add(part);
  return of;
};

calibration('a histogram holds every number but zeros, each within its bin, in whatever parts they came', () => {
  const property = fc.property(lists, parts => {
    const numbers = parts.flat().map(Math.abs);
    const of = histogramOf(parts);
    assert.is(of.total, numbers.length);
    assert.is(of.greatest, Math.max(...numbers));
    const bins = of.bins();
    assert.is(
      bins.reduce((sum, bin) => sum + bin.numbers, 0),
      numbers.filter(x => x > 0).length,
    );
    // Sorted numbers and sorted bins go together; a bin is at most 1/1024 of the greatest wide.
    const sorted = numbers.filter(x => x > 0).sort((a, b) => a - b);
    let at = 0;
    for (const bin of bins)
      for (let i = 0; i < bin.numbers; i++) assert.ok(Math.abs(sorted[at++]! - bin.size) <= of.greatest / 2048);
  });
  fc.assert(property, check);
});

calibration('min-max holds the greatest number, and no method goes beyond', () => {
  const property = fc.property(lists, parts => {
    const of = histogramOf(parts);
    const widest = rangeOf(of, 'minmax');
    assert.ok(widest >= of.greatest && widest <= of.greatest * (1 + 1 / 128));
    for (const method of methods) assert.ok(rangeOf(of, method) <= widest);
  });
  fc.assert(property, check);
});

calibration('percentile holds so many of a hundred', () => {
  const property = fc.property(lists, fc.constantFrom(50, 90, 99, 99.99), (parts, percentile) => {
    const range = rangeOf(histogramOf(parts), 'percentile', percentile);
    const numbers = parts.flat();
    const width = Math.max(...numbers.map(Math.abs)) / 1024;
    const held = numbers.filter(x => Math.abs(x) <= range + width).length;
    assert.ok(held >= (numbers.length * percentile) / 100 - 1e-6, `${held} of ${numbers.length} up to ${range}`);
  });
  fc.assert(property, check);
});

calibration('mse errs no more than min-max does, but for the rounding of its range', () => {
  const property = fc.property(lists, parts => {
    const of = histogramOf(parts);
    const error = (range: number): number => squaredError(of.bins(), range);
    const best = rangeOf(of, 'mse');
    // The range that is rounded up has steps 1/128 greater at most.
    const slack = of.total * (of.greatest / 127) ** 2 * 0.02;
    assert.ok(error(best) <= error(rangeOf(of, 'minmax')) + slack);
  });
  fc.assert(property, check);
});

calibration('a lone outlier: min-max follows it, the others cut it off', () => {
  const of = histogram();
  of.add(Float64Array.from({ length: 400000 }, (_, i) => Math.sin(i)));
  of.add([40]);
  assert.is(rangeOf(of, 'minmax'), 40);
  assert.ok(rangeOf(of, 'percentile') < 1.1);
  assert.ok(rangeOf(of, 'mse') < 20);
});

calibration('the last bits of floats make no difference', () => {
  const numbers = Float64Array.from({ length: 999 }, (_, i) => Math.sin(i) * 3);
  const [one, other] = [histogram(), histogram()];
  one.add(numbers);
  other.add(numbers.map(x => x * (1 - 1e-7)));
  for (const method of methods) assert.is(rangeOf(one, method), rangeOf(other, method));
});

calibration('a tensor of zeros has the range 0', () => {
  const of = histogram();
  for (const method of methods) assert.is(rangeOf(of, method), 0);
  of.add([0, -0, 0]);
  for (const method of methods) assert.is(rangeOf(of, method), 0);
});

calibration.run();

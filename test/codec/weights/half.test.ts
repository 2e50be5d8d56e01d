import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { floatToHalf, halfToFloat } from '../../../codec/weights/half.js';

const half = suite('halves');

half('every half is a float and comes back', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = halfToFloat(bits);
    assert.ok(Object.is(Math.fround(value), value));
    if (Number.isNaN(value)) assert.ok(Number.isNaN(halfToFloat(floatToHalf(value))));
    else assert.is(floatToHalf(value), bits);
  }
});

half('values that IEEE 754 tells', () => {
  assert.is(halfToFloat(0x3c00), 1);
  assert.is(halfToFloat(0x0001), 2 ** -24);
  assert.is(halfToFloat(0x7bff), 65504);
  assert.is(halfToFloat(0xfc00), Number.NEGATIVE_INFINITY);
  assert.is(halfToFloat(0x3555), 0.333251953125);
});

half('a float becomes the nearest half, of two the even one', () => {
  const floats = fc.oneof(
    fc.float({ noNaN: true, min: -65519, max: 65519 }),
    fc.float({ noNaN: true, min: Math.fround(-1e-4), max: Math.fround(1e-4) }),
  );
  // Halfway between two neighbours, and beside it.
  const ties = fc
    .tuple(fc.integer({ min: 0, max: 0x7bfe }), fc.constantFrom(-(2 ** -40), 0, 2 ** -40))
    .map(([bits, aside]) => {
      const middle = (halfToFloat(bits) + halfToFloat(bits + 1)) / 2;
      return Math.fround(middle * (1 + aside));
    });
  fc.assert(
    fc.property(fc.oneof(floats, ties), value => {
      const bits = floatToHalf(value);
      const error = Math.abs(halfToFloat(bits) - value);
      for (const neighbour of [bits - 1, bits + 1]) {
        if ((neighbour & 0x7c00) === 0x7c00 || neighbour < 0 || (neighbour ^ bits) & 0x8000) continue;
        const other = Math.abs(halfToFloat(neighbour) - value);
        assert.ok(error < other || (error === other && bits % 2 === 0), `${value} became ${halfToFloat(bits)}`);
      }
    }),
    { seed: 1, numRuns: 20_000 },
  );
});

half('from halfway beyond the largest half on, it is infinity', () => {
  assert.is(floatToHalf(Math.fround(65519.99)), 0x7bff);
  assert.is(floatToHalf(65520), 0x7c00);
  assert.is(floatToHalf(-1e30), 0xfc00);
});

half.run();

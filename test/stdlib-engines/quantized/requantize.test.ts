import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { affineRelu } from '../../../stdlib-engines/quantized/affine.js';
import { averagePool } from '../../../stdlib-engines/quantized/pool.js';
import { requantize8, requantize10, requantize16, rescale } from '../../../stdlib-engines/quantized/requantize.js';
import { addResidual } from '../../../stdlib-engines/quantized/residual.js';
import { clamp, i8, i16, i32, roundHalfUp, u5, u16, within } from './ranges.js';

const requantizing = suite('requantization');
const check = { seed: 1, numRuns: 500 };

requantizing('is the product rounded once, halves up, whatever the numbers are', () => {
  const property = fc.property(i32, u16, u5, (sum, gain, shift) => {
    const exact = (BigInt(sum) * BigInt(gain) + (1n << BigInt(7 + shift))) >> BigInt(8 + shift);
    assert.is(rescale(sum, gain, shift), Number(exact));
    assert.is(requantize8(sum, gain, shift), clamp(Number(exact), -128, 127));
    assert.is(requantize10(sum, gain, shift), clamp(Number(exact), -512, 511));
    assert.is(requantize16(sum, gain, shift), clamp(Number(exact), -32768, 32767));
  });
  fc.assert(property, check);
});

requantizing('rounds halves up and saturates', () => {
  assert.is(requantize8(1, 32768, 8), 1);
  assert.is(requantize8(-1, 32768, 8), 0);
  assert.is(requantize8(-3, 32768, 8), -1);
  assert.is(requantize8(2 ** 31 - 1, 65535, 0), 127);
  assert.is(requantize8(-(2 ** 31), 65535, 0), -128);
});

requantizing('is within 1/2 and the precision of the gain of a real factor', () => {
  const factor = fc.double({ min: 2 ** -20, max: 0.5, noNaN: true });
  const property = fc.property(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), factor, (sum, real) => {
    const shift = 15 - Math.floor(Math.log2(real)) - 8;
    const gain = Math.round(real * 2 ** (8 + shift));
    if (gain > 65535 || shift > 31) return;
    const y = sum * real;
    within(rescale(sum, gain, shift), y, 0.5 + Math.abs(y) * 2 ** -16 + 1e-9);
  });
  fc.assert(property, check);
});

requantizing('a normalisation on load keeps its bound, and never gives less than 0', () => {
  const property = fc.property(i8, i16, fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), u5, (x, gain, offset, shift) => {
    const y = affineRelu(x, gain, offset, shift);
    const real = clamp((x * gain + offset) / 2 ** shift, 0, 127);
    within(y, real, 0.5);
    assert.ok(y >= 0 && y <= 127);
  });
  fc.assert(property, check);
  assert.is(affineRelu(-128, -32768, 2 ** 31 - 1, 0), 127);
  assert.is(affineRelu(127, -1, 0, 0), 0);
  assert.is(affineRelu(1, 1, 0, 1), 1);
});

requantizing('a sum and a tensor of another step meet before the one rounding', () => {
  const sum = fc.integer({ min: -(2 ** 20), max: 2 ** 20 });
  const ratio = fc.double({ min: 0, max: 15.99, noNaN: true });
  const property = fc.property(
    sum,
    fc.double({ min: 2 ** -16, max: 2 ** -8, noNaN: true }),
    i8,
    ratio,
    (acc, f, skip, r) => {
      const shift = 15 - Math.floor(Math.log2(f * 4096)) - 8;
      const gain = Math.min(65535, Math.round(f * 4096 * 2 ** (8 + shift)));
      const own = acc * f;
      // The sum itself saturates at 2048 steps.
      if (Math.abs(own) > 2000) return;
      const y = addResidual(acc, gain, shift, skip, Math.round(r * 4096));
      const bound = 0.5 + 2 ** -13 + 128 * 2 ** -13 + Math.abs(own) * 2 ** -16;
      within(y, clamp(own + skip * r, -128, 127), bound + 1e-9);
    },
  );
  fc.assert(property, check);
});

requantizing('a sum beyond all bounds saturates before the tensor is added', () => {
  assert.is(addResidual(2 ** 31 - 1, 65535, 0, -128, 65535), 0);
  assert.is(addResidual(-(2 ** 31), 65535, 0, 127, 4096), -128);
});

requantizing('the average of four sums of finer steps is within 5/8 of that of the real numbers', () => {
  const real = fc.double({ min: 0, max: 127, noNaN: true });
  const property = fc.property(real, real, real, real, (a, b, c, d) => {
    const fine = [a, b, c, d].map(x => roundHalfUp(x * 4)) as [number, number, number, number];
    within(averagePool(...fine), (a + b + c + d) / 4, 0.5 + 0.125);
  });
  fc.assert(property, check);
  assert.is(averagePool(511, 511, 511, 511), 127);
  assert.is(averagePool(2, 2, 2, 2), 1);
  assert.is(averagePool(1, 2, 2, 2), 0);
  assert.is(averagePool(-512, -512, -512, -512), -128);
});

requantizing.run();

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { affineShift, flow, flowFrom16, flowTo8, flowTo16 } from '../../../stdlib-engines/quantized/flow.js';
import { interpolate8, interpolate16, occlude } from '../../../stdlib-engines/quantized/interpolate.js';
import { inside, place } from '../../../stdlib-engines/quantized/position.js';
import { gaussianTaps, shrinkAcross, shrinkDown } from '../../../stdlib-engines/quantized/shrink.js';
import { clamp, i8, i16, i18, roundHalfUp, u8, u16, within } from './ranges.js';

const motion = suite('motion');
const check = { seed: 4, numRuns: 500 };

motion('a place is a cell and a fraction, exactly', () => {
  const property = fc.property(fc.integer({ min: 0, max: 1023 }), i18, (pixel, shift) => {
    const { cell, fraction } = place(pixel, shift);
    assert.is(cell * 256 + fraction, pixel * 256 + shift);
    assert.ok(fraction >= 0 && fraction < 256);
    assert.is(inside(cell, 64), cell >= 0 && cell < 64);
  });
  fc.assert(property, check);
  assert.equal(place(5, 0), { cell: 5, fraction: 0 });
});

motion('interpolation is within 1/2 of the real one, and a pixel itself without a fraction', () => {
  const property = fc.property(i8, i8, i8, i8, u8, u8, (a, b, c, d, right, down) => {
    const top = a + ((b - a) * right) / 256;
    const real = top + ((c + ((d - c) * right) / 256 - top) * down) / 256;
    within(interpolate8(a, b, c, d, right, down), real, 0.5);
    within(interpolate16(a, b, c, d, right, down), real * 256, 0.5);
    assert.is(interpolate8(a, b, c, d, 0, 0), a);
    assert.is(interpolate16(a, b, c, d, 0, 0), a * 256);
    assert.is(interpolate8(a, a, a, a, right, down), a);
  });
  fc.assert(property, check);
  for (const x of [-128, 127]) assert.is(interpolate16(x, x, x, x, 255, 255), x * 256);
});

motion('a feature times the occlusion is within 1/2', () => {
  const property = fc.property(i16, u16, (feature, occlusion) => {
    within(occlude(feature, occlusion), Math.min((feature * occlusion) / 2 ** 24, 127), 0.5);
  });
  fc.assert(property, check);
  assert.is(occlude(127 * 256, 65535), 127);
  assert.is(occlude(-128 * 256, 65535), -128);
  assert.is(occlude(-128 * 256, 0), 0);
});

for (const motions of [1, 10, 64]) {
  motion(`the flow of ${motions} motions is within 1/2 of the sum of share times shift`, () => {
    const of = flow(motions);
    const sizes = { minLength: motions, maxLength: motions };
    const property = fc.property(fc.array(u16, sizes), fc.array(i18, sizes), (shares, shifts) => {
      const real = shares.reduce((sum, share, k) => sum + share * shifts[k]!, 0) / 65536;
      within(of(shares, shifts), clamp(real, -131072, 131071), 0.5);
    });
    fc.assert(property, check);
    assert.is(of(new Array(motions).fill(65535), new Array(motions).fill(0)), 0);
  });
}

motion('a motion with Jacobian is within 1/2, and a shift where the Jacobian is the identity', () => {
  const property = fc.property(i16, i16, i16, i16, i16, (xx, xy, dx, dy, shift) => {
    within(affineShift(xx, xy, dx, dy, shift), clamp((xx * dx + xy * dy) / 4096 + shift, -131072, 131071), 0.5);
    assert.is(affineShift(0, 0, dx, dy, shift), shift);
  });
  fc.assert(property, check);
});

motion('a stored flow is rounded, and saturates', () => {
  const property = fc.property(i18, fc.integer({ min: 0, max: 8 }), (x, drop) => {
    assert.is(flowTo16(x, drop), clamp(roundHalfUp(x / 2 ** drop), -32768, 32767));
    assert.is(flowTo8(x, drop), clamp(roundHalfUp(x / 2 ** drop), -128, 127));
  });
  fc.assert(property, check);
});

motion('a stored flow is read back as what was rounded, and what is too far saturates', () => {
  const property = fc.property(i16, fc.integer({ min: 0, max: 8 }), (x, drop) => {
    assert.is(flowFrom16(x, drop), clamp(x * 2 ** drop, -131072, 131071));
    assert.is(flowTo16(flowFrom16(x >> 6, drop), drop), x >> 6);
  });
  fc.assert(property, check);
});

for (const [size, sigma] of [
  [5, 0.5],
  [13, 1.5],
  [29, 3.5],
] as const) {
  motion(`a Gaussian of ${size} taps: both passes within 1/2 and 2^-9 of the filter, which is within its bound`, () => {
    const taps = gaussianTaps(size, sigma);
    assert.is(
      taps.reduce((a, b) => a + b, 0),
      32768,
    );
    const weights = taps.map((_, i) => Math.exp(-(((i - (size - 1) / 2) / sigma) ** 2) / 2));
    const total = weights.reduce((a, b) => a + b, 0);
    for (const [i, tap] of taps.entries())
      within(tap, (32768 * weights[i]!) / total, i === (size - 1) / 2 ? size / 2 : 0.5);
    const [down, across] = [shrinkDown(taps), shrinkAcross(taps)];
    const line = { minLength: size, maxLength: size };
    const property = fc.property(fc.array(fc.array(i8, line), line), columns => {
      const real = columns.reduce(
        (sum, column, x) => sum + taps[x]! * column.reduce((s, pixel, y) => s + taps[y]! * pixel, 0),
        0,
      );
      within(across(columns.map(column => down(column))), real / 2 ** 30, 0.5 + 2 ** -9);
    });
    fc.assert(property, { seed: 5, numRuns: 100 });
    assert.is(across(new Array(size).fill(down(new Array(size).fill(-128)))), -128);
  });
}

motion('a Gaussian of an even number of taps, or of no width, is refused', () => {
  for (const [size, sigma] of [
    [4, 1],
    [0, 1],
    [2.5, 1],
    [5, 0],
    [5, -1],
    [5, Number.NaN],
    [5, Infinity],
  ] as const)
    assert.throws(() => gaussianTaps(size, sigma), RangeError);
});

motion.run();

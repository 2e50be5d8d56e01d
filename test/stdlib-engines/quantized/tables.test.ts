import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gaussian, heatmap } from '../../../stdlib-engines/quantized/gaussian.js';
import { pictureIn, pictureOut } from '../../../stdlib-engines/quantized/picture.js';
import { sigmoid } from '../../../stdlib-engines/quantized/sigmoid.js';
import { exp2, softmax } from '../../../stdlib-engines/quantized/softmax.js';
import { unit8 } from '../../../stdlib-engines/quantized/unit.js';
import { i16, within } from './ranges.js';

const tables = suite('functions by tables');

tables('sigmoid: within 2 in 65536ths for every argument, never falling, and symmetric', () => {
  let before = 0;
  for (let x = -32768; x <= 32767; x++) {
    const y = sigmoid(x);
    within(y, Math.min(65535, 65536 / (1 + Math.exp(-x / 4096))), 2, `sigmoid(${x})`);
    assert.ok(y >= before);
    if (x > 0) assert.is(sigmoid(-x), 65536 - y);
    before = y;
  }
});

tables('powers of 2: within 1 in 32768ths for every argument', () => {
  for (let x = 0; x <= 65535; x++) within(exp2(x), 32768 * 2 ** (-x / 512), 1, `exp2(${x})`);
  assert.is(exp2(0), 32768);
});

for (const channels of [2, 11, 65]) {
  tables(`softmax over ${channels}: each share and their sum within the bound`, () => {
    const of = softmax(channels);
    const logits = fc.oneof(
      fc.array(i16, { minLength: channels, maxLength: channels }),
      // Near each other, as those of trained networks mostly are.
      fc.array(fc.integer({ min: -4000, max: 4000 }), { minLength: channels, maxLength: channels }),
    );
    const property = fc.property(logits, x => {
      const shares = of(x);
      const greatest = Math.max(...x);
      const powers = x.map(logit => 2 ** ((logit - greatest) / 512));
      const sum = powers.reduce((a, b) => a + b, 0);
      for (const [c, share] of shares.entries())
        within(share, Math.min(65535, (65536 * powers[c]!) / sum), 2 * (channels + 1) + 1);
      within(
        shares.reduce((a, b) => a + b, 0),
        65536,
        channels / 2 + 2,
        'the sum',
      );
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });
}

tables('softmax: all alike are even shares, one far above the others is all', () => {
  const of = softmax(4);
  assert.equal(of([7, 7, 7, 7]), [16384, 16384, 16384, 16384]);
  assert.equal(of([-32768, 32767, -32768, -32768]), [0, 65535, 0, 0]);
});

tables('gaussian: within 13 in 32768ths, besides what rounding the unit does', () => {
  for (const deviation of [0.2, 0.75, 1.55, 3.15, 6.35, 25.55]) {
    const unit = Math.round(8192 / deviation);
    const real = 8192 / unit;
    for (let d = -131072; d <= 131071; d += d < -8192 || d > 8192 ? 97 : 1) {
      const t = d / 256 / real;
      within(gaussian(d, unit), 32768 * Math.exp((-t * t) / 2), 13, `gaussian(${d}, ${unit})`);
    }
    const error = Math.abs(real / deviation - 1);
    for (let d = 0; d < 4000; d += 7) {
      const t = d / 256 / deviation;
      within(gaussian(d, unit), 32768 * Math.exp((-t * t) / 2), 13 + 0.75 * error * 32768 * (1 + error));
    }
  }
});

tables('heatmap: within a step of 1/127 of the difference of two Gaussians', () => {
  const at = fc.integer({ min: -2000, max: 2000 });
  const property = fc.property(at, at, at, at, (dx, dy, sx, sy) => {
    const unit = Math.round(8192 / 3.15);
    const bell = (x: number, y: number): number =>
      Math.exp(-(((x * unit) / 2 ** 21) ** 2 + ((y * unit) / 2 ** 21) ** 2) / 2);
    const is = heatmap(gaussian(dx, unit), gaussian(dy, unit), gaussian(sx, unit), gaussian(sy, unit));
    within(is, 127 * (bell(dx, dy) - bell(sx, sy)), 0.5 + (4 * 13 * 127) / 32768);
  });
  fc.assert(property, { seed: 3, numRuns: 500 });
  assert.is(heatmap(32768, 32768, 0, 0), 127);
  assert.is(heatmap(0, 0, 32768, 32768), -127);
  assert.is(heatmap(0, 0, 65535, 65535), -128);
});

tables('no value of a table lies so near a half that another exp would round it elsewhere', () => {
  const values = [
    ...Array.from({ length: 257 }, (_, j) => 65536 / (1 + Math.exp(-j / 32))),
    ...Array.from({ length: 512 }, (_, j) => 32768 * 2 ** (-j / 512)),
    ...Array.from({ length: 256 }, (_, j) => 32768 * Math.exp(-((j / 64) ** 2) / 2)),
  ];
  // Libraries differ in the last bits of a double, which here are below 1e-10.
  for (const value of values) assert.ok(Math.abs((value % 1) - 0.5) > 1e-6, String(value));
});

tables('bytes of pictures: the nearest of 128 steps, and the nearest of 256', () => {
  for (let byte = 0; byte < 256; byte++) assert.is(pictureIn(byte), Math.round((byte * 127) / 255));
  for (let x = 0; x < 65536; x++) assert.is(pictureOut(x), Math.floor((x * 255) / 65536 + 0.5));
  for (let x = 0; x < 65536; x += 17) within(unit8(x), x / 256, x > 65408 ? 1 : 0.5);
});

tables.run();

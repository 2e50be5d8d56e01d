import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { qualityMeter } from '../../../codec/quality/meter.js';
import { meanSquaredError, psnr } from '../../../codec/quality/psnr.js';
import { ssim } from '../../../codec/quality/ssim.js';
import { clip } from '../../../codec/render/clip.js';
import { type Picture, picture } from '../../../codec/video/picture.js';

const quality = suite('codec/quality');

const size = fc.record({ width: fc.integer({ min: 11, max: 20 }), height: fc.integer({ min: 11, max: 20 }) });
const pair = size.chain(({ width, height }) => {
  const one = fc
    .uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
    .map(rgb => picture(width, height, rgb));
  return fc.tuple(one, one);
});
const head: Picture = clip({ seed: 5, frames: 1, size: 32 }).next().value!.picture;
const changed = (by: (value: number, index: number) => number): Picture =>
  picture(
    32,
    32,
    Uint8Array.from(head.rgb, (value, i) => Math.max(0, Math.min(255, by(value, i)))),
  );

quality('equal pictures: no error, infinite PSNR, SSIM of 1', () => {
  fc.assert(
    fc.property(pair, ([one]) => {
      assert.is(psnr(one, one), Number.POSITIVE_INFINITY);
      assert.ok(Math.abs(ssim(one, one) - 1) < 1e-9);
    }),
    { numRuns: 20, seed: 1 },
  );
});

quality('both are symmetric, and SSIM is from -1 to 1', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      assert.is(psnr(a, b), psnr(b, a));
      const similarity = ssim(a, b);
      assert.ok(Math.abs(similarity - ssim(b, a)) < 1e-9);
      assert.ok(similarity >= -1 && similarity <= 1);
    }),
    { numRuns: 20, seed: 2 },
  );
});

quality('PSNR of a constant difference is that of its square', () => {
  const grey = (value: number): Picture => picture(16, 16, new Uint8Array(3 * 256).fill(value));
  assert.is(meanSquaredError(grey(100), grey(103)), 9);
  assert.is(psnr(grey(0), grey(255)), 0);
  assert.ok(Math.abs(psnr(grey(10), grey(11)) - 48.1308) < 1e-4);
});

/** The definition, window by window, to hold the package and its options against. */
function ssimByDefinition(a: Picture, b: Picture): number {
  const luma = ({ rgb }: Picture) =>
    Array.from({ length: rgb.length / 3 }, (_, i) =>
      Math.floor((77 * rgb[3 * i]! + 150 * rgb[3 * i + 1]! + 29 * rgb[3 * i + 2]! + 128) / 256),
    );
  const [x, y] = [luma(a), luma(b)];
  const bell = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / (2 * 1.5 ** 2)));
  const total = bell.reduce((sum, value) => sum + value) ** 2;
  let sum = 0;
  for (let top = 0; top + 11 <= a.height; top++)
    for (let left = 0; left + 11 <= a.width; left++) {
      let [mx, my, xx, yy, xy] = [0, 0, 0, 0, 0];
      for (let i = 0; i < 11; i++)
        for (let j = 0; j < 11; j++) {
          const weight = (bell[i]! * bell[j]!) / total;
          const at = (top + i) * a.width + left + j;
          mx += weight * x[at]!;
          my += weight * y[at]!;
          xx += weight * x[at]! ** 2;
          yy += weight * y[at]! ** 2;
          xy += weight * x[at]! * y[at]!;
        }
      const c1 = (0.01 * 255) ** 2;
      const c2 = (0.03 * 255) ** 2;
      const structure = (2 * (xy - mx * my) + c2) / (xx - mx * mx + yy - my * my + c2);
      sum += ((2 * mx * my + c1) / (mx * mx + my * my + c1)) * structure;
    }
  return sum / ((a.height - 10) * (a.width - 10));
}

quality('SSIM is that of the paper', () => {
  const noisy = changed((value, i) => value + ((i * 7919) % 41) - 20);
  assert.ok(Math.abs(ssim(head, noisy) - ssimByDefinition(head, noisy)) < 1e-6);
  fc.assert(
    fc.property(pair, ([a, b]) => assert.ok(Math.abs(ssim(a, b) - ssimByDefinition(a, b)) < 1e-6)),
    { numRuns: 10, seed: 3 },
  );
});

quality('a brighter picture keeps its structure, a noisy one of the same error does not', () => {
  const brighter = changed(value => value + 8);
  const noisy = changed((value, i) => value + (Math.floor(i / 3) % 2 === 0 ? 8 : -8));
  assert.ok(Math.abs(psnr(head, brighter) - psnr(head, noisy)) < 0.2);
  assert.ok(ssim(head, brighter) > ssim(head, noisy) + 0.02);
});

quality('of a clip: the mean of errors in dB, and the mean of similarities', () => {
  const meter = qualityMeter();
  assert.ok(Number.isNaN(meter.quality().psnr));
  meter.add(head, head);
  meter.add(
    head,
    changed(value => value ^ 2),
  );
  const { frames, psnr: ratio, ssim: similarity } = meter.quality();
  assert.is(frames, 2);
  assert.ok(Math.abs(ratio - 10 * Math.log10(65025 / 2)) < 1e-9, 'a squared error of 4 in every second frame');
  assert.ok(similarity < 1 && similarity > 0.9);
});

quality('pictures of different sizes, and too small ones, are refused', () => {
  const refused = (act: () => unknown, text: RegExp) =>
    assert.throws(act, (error: Error) => error instanceof CodecError && text.test(error.message));
  refused(() => psnr(picture(12, 12), picture(12, 13)), /12x13 is compared with one of 12x12/);
  refused(() => ssim(picture(12, 12), picture(13, 12)), /13x12 is compared/);
  refused(() => psnr({ width: 12, height: 12, rgb: new Uint8Array(5) }, picture(12, 12)), /5 bytes are no picture/);
  refused(() => ssim(picture(10, 40), picture(10, 40)), /10x40 are too small/);
});

quality.run();

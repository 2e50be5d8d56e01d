import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gridSample } from '../../../codec/float/grid-sample.js';
import { heatmaps } from '../../../codec/float/heatmaps.js';
import { combineMotions } from '../../../codec/float/motion.js';
import { upsampleBilinear } from '../../../codec/float/resize.js';
import { shrink as shrinkFloat, shrinkKernel } from '../../../codec/float/shrink.js';
import { softmaxChannels } from '../../../codec/float/softmax.js';
import { sparseMotions } from '../../../codec/float/sparse-motions.js';
import { gaussianUnit, jacobiansToFixed, keypointsToPixels } from '../../../codec/integer/fixed.js';
import { flowMaps } from '../../../codec/integer/operator/flow.js';
import { doubleBilinear } from '../../../codec/integer/operator/load.js';
import { masks } from '../../../codec/integer/operator/masks.js';
import { motionMaps } from '../../../codec/integer/operator/motion.js';
import { shrink } from '../../../codec/integer/operator/shrink.js';
import { type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import { gaussianTaps } from '../../../stdlib-engines/index.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';
import { randomMaps, randomTensor, seeds } from './arbitrary.js';

/** Operators on whole numbers against those on floats, of the same numbers, within bounds that follow from the formats. */
const operators = suite('integer operators are near the float ones');
const check = { seed: 3, numRuns: 12 };

const floats = ({ shape, data }: { readonly shape: readonly number[]; readonly data: ArrayLike<number> }): Tensor =>
  tensor(shape, Float32Array.from(data));

function near(is: ArrayLike<number>, real: Tensor, bound: number, times = 1): void {
  assert.is(is.length, real.data.length);
  for (let at = 0; at < is.length; at++) {
    const away = Math.abs(is[at]! - real.data[at]! * times);
    assert.ok(away <= bound, `number ${at} is ${is[at]}, ${away} away from ${real.data[at]! * times}`);
  }
}

/** Keypoints from -1 to 1. */
function points(count: number, seed: number): Tensor {
  const next = numbers(seed);
  return tensor(
    [count, 2],
    Float32Array.from({ length: 2 * count }, () => next(-1000, 1000) / 1000),
  );
}

operators('doubling between corners is within its rounding and that of places', () => {
  const property = fc.property(seeds, fc.integer({ min: 1, max: 20 }), (seed, rows) => {
    const maps = randomMaps([2, rows, 7], seed);
    // Places are within 1/512 of a pixel on both axes, and neighbours differ by 255 at most.
    near(doubleBilinear(maps).data, upsampleBilinear(floats(maps)), 0.5 + (2 * 255) / 512);
  });
  fc.assert(property, check);
});

for (const factor of [2, 4])
  operators(`a picture made ${factor} times smaller, by every sample and between corners`, () => {
    const sigma = (factor - 1) / 2;
    const taps = gaussianTaps(4 * (factor - 1) + 1, sigma);
    const maps = randomMaps([3, 24, 32], factor);
    // Each tap is within 1/2, the middle one within as many halves as there are taps, twice.
    const filtered = 0.5 + 2 ** -9 + (2 * 128 * taps.length) / 32768;
    for (const [style, bound] of [
      ['decimate', filtered],
      ['bilinear', filtered + 0.5 + (2 * 255) / 512],
    ] as const)
      near(
        shrink(maps, { taps, factor, style }),
        shrinkFloat(floats(maps), shrinkKernel(3, factor), factor, style),
        bound,
      );
  });

operators('heatmaps and moved pictures', () => {
  const property = fc.property(seeds, fc.constantFrom(16, 32), (seed, size) => {
    const [count, plane] = [3, size * size];
    const small = randomMaps([3, size, size], seed);
    const [driving, source] = [points(count, seed + 1), points(count, seed + 2)];
    const unit = gaussianUnit(0.01, size);
    const fixed = { source: keypointsToPixels(source.data, size), driving: keypointsToPixels(driving.data, size) };
    const made = motionMaps(small, fixed, unit);
    const part = (first: number, channels: number): Int8Array =>
      made.subarray(first * plane, (first + channels) * plane);
    const maps = heatmaps(driving, source, { rows: size, columns: size }, 0.01);
    const moved = gridSample(floats(small), sparseMotions(driving, source, { rows: size, columns: size }), {
      alignCorners: true,
    });
    const deviation = (0.1 * (size - 1)) / 2;
    // Keypoints are within 1/512 of a pixel, which the steepest of the bell makes 0.607 / deviation times that, four times.
    const heat = 0.5 + (4 * 127 * 13) / 32768 + (4 * 127 * 0.607) / 512 / deviation + 4 * 127 * 0.75 * (0.5 / unit);
    for (let k = 0; k <= count; k++) {
      near(part(4 * k, 1), tensor([plane], maps.data.slice(k * plane, (k + 1) * plane)), heat, 127);
      // The background is exact, and floats nearly. Both keypoints are rounded, on both axes.
      const bound = k === 0 ? 0.01 : 0.5 + (2 * 255 * 2) / 512 + 0.01;
      near(part(4 * k + 1, 3), tensor([3 * plane], moved.data.slice(3 * k * plane, 3 * (k + 1) * plane)), bound);
    }
  });
  fc.assert(property, check);
});

operators('keypoints that rest leave the picture as it is, and no heat', () => {
  const small = randomMaps([3, 9, 9], 5);
  const fixed = keypointsToPixels(points(2, 6).data, 9);
  const made = motionMaps(small, { source: fixed, driving: fixed }, gaussianUnit(0.01, 9));
  for (let k = 0; k < 3; k++) {
    assert.equal(made.slice((4 * k + 1) * 81, (4 * k + 4) * 81), small.data);
    assert.ok(made.slice(4 * k * 81, (4 * k + 1) * 81).every(heat => heat === 0));
  }
});

operators('Jacobians: those of the identity change nothing, others are within their rounding', () => {
  const property = fc.property(seeds, seed => {
    const [count, size] = [2, 16];
    const small = randomMaps([3, size, size], seed);
    const [driving, source] = [points(count, seed + 1), points(count, seed + 2)];
    const fixed = { source: keypointsToPixels(source.data, size), driving: keypointsToPixels(driving.data, size) };
    const identity = [1, 0, 0, 1, 1, 0, 0, 1];
    const none = jacobiansToFixed(identity, identity);
    assert.equal(motionMaps(small, { ...fixed, jacobians: none }, 5000), motionMaps(small, fixed, 5000));

    const next = numbers(seed + 3);
    const matrices = (): Tensor =>
      tensor(
        [count, 2, 2],
        Float32Array.from(identity, x => x + next(-300, 300) / 1000),
      );
    const jacobians = { source: matrices(), driving: matrices() };
    const made = motionMaps(
      small,
      { ...fixed, jacobians: jacobiansToFixed(jacobians.source.data, jacobians.driving.data) },
      5000,
    );
    const flows = sparseMotions(driving, source, { rows: size, columns: size }, jacobians);
    const moved = gridSample(floats(small), flows, { alignCorners: true });
    // In pixels: the Jacobian's rounding by distances of up to 15, keypoints by factors of up to 8, the shift's rounding.
    const away = (2 * 15) / 8192 + 9 / 512 + 0.5 / 256;
    for (let k = 1; k <= count; k++)
      near(
        made.subarray((4 * k + 1) * 256, (4 * k + 4) * 256),
        tensor([768], moved.data.slice(3 * k * 256, 3 * (k + 1) * 256)),
        0.5 + 2 * 255 * away,
      );
  });
  fc.assert(property, check);
  assert.throws(() => jacobiansToFixed([1, 0, 0, 1], [1, 1, 1, 1]), /no inverse/);
  for (const [source, driving] of [
    [
      [Number.NaN, 0, 0, 1],
      [1, 0, 0, 1],
    ],
    [
      [1, 0, 0, 1],
      [Infinity, 0, 0, 1],
    ],
    // An inverse that no double holds.
    [
      [0, 0, 0, 1],
      [5e-324, 0, 0, 1],
    ],
  ] as const)
    assert.throws(() => jacobiansToFixed(source, driving), /the Jacobian of a keypoint is not of numbers/);
});

operators('masks', () => {
  const property = fc.property(seeds, seed => {
    const logits = randomTensor([11, 4, 5], 'i16', seed, [-5000, 5000]);
    const real = softmaxChannels(
      tensor(
        [11, 4, 5],
        Float32Array.from(logits.data, x => (x * Math.LN2) / 512),
      ),
    );
    near(masks(logits.data, 11, 9, 'u16'), real, 2 * 12 + 1 + 0.1, 65536);
    near(masks(logits.data, 11, 9, 'u8'), real, 0.5 + 25.1 / 256 + 0.5, 256);
    const few = randomTensor([11, 4, 5], 'i8', seed + 1);
    const coarse = softmaxChannels(
      tensor(
        [11, 4, 5],
        Float32Array.from(few.data, x => (x * Math.LN2) / 8),
      ),
    );
    near(masks(few.data, 11, 3, 'u16'), coarse, 2 * 12 + 1 + 0.1, 65536);
  });
  fc.assert(property, check);
});

operators('the flow is that of the masks and the motions, and 0 for the background', () => {
  const property = fc.property(seeds, seed => {
    const [count, size] = [4, 12];
    const [driving, source] = [points(count, seed), points(count, seed + 1)];
    const fixed = { source: keypointsToPixels(source.data, size), driving: keypointsToPixels(driving.data, size) };
    const shares = randomTensor([count + 1, size, size], 'u16', seed + 2, [0, 16383]);
    const plane = size * size;
    // Masks that add up to 1, so that the identity comes out whole.
    for (let at = 0; at < plane; at++) {
      const others = Array.from({ length: count }, (_, k) => shares.data[(k + 1) * plane + at]!);
      shares.data[at] = Math.min(65535, 65536 - others.reduce((a, b) => a + b, 0));
    }
    const real = combineMotions(
      tensor(
        shares.shape,
        Float32Array.from(shares.data, x => x / 65536),
      ),
      sparseMotions(driving, source, { rows: size, columns: size }),
    );
    const made = flowMaps(shares, fixed, { type: 'i16', fraction: 8 });
    const coarse = flowMaps(shares, fixed, { type: 'i8', fraction: 3 });
    for (let at = 0; at < plane; at++)
      for (const axis of [0, 1] as const) {
        const identity = axis === 0 ? at % size : Math.floor(at / size);
        const pixels = ((real.data[2 * at + axis]! + 1) * (size - 1)) / 2 - identity;
        const away = Math.abs(made[axis * plane + at]! / 256 - pixels);
        assert.ok(away <= (0.5 + 1 + 0.01) / 256 + 12 / 65536, `${away} at ${at}`);
        assert.ok(Math.abs(coarse[axis * plane + at]! / 8 - pixels) <= 0.5 / 8 + 1.6 / 256);
      }
  });
  fc.assert(property, check);
  const background = randomTensor([3, 4, 4], 'u16', 1);
  background.data.fill(0, 16);
  const far = { source: Int32Array.of(0, 0, 9, 9), driving: Int32Array.of(700, 700, 700, 700) };
  assert.ok(flowMaps(background, far, { type: 'i16', fraction: 8 }).every(shift => shift === 0));
});

operators.run();

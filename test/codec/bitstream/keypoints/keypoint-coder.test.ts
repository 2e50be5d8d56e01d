import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KeypointFormat } from '../../../../codec/bitstream/keypoints/format.js';
import { keypointCoder } from '../../../../codec/bitstream/keypoints/keypoint-coder.js';
import { quantizeKeypoints } from '../../../../codec/bitstream/keypoints/quantizer.js';
import { limits } from '../../../../codec/bitstream/limits.js';
import { CodecError } from '../../../../codec/error.js';
import { talkingTrack } from './tracks.js';

const value = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -limits.value, max: limits.value }),
  fc.constantFrom(-limits.value, limits.value),
);

/** A format, and codes of quantized frames in it, some of which begin a group. */
const clips = fc
  .record({
    count: fc.integer({ min: 1, max: 8 }),
    steps: fc.integer({ min: 1, max: 65535 }),
    jacobianSteps: fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined }),
  })
  .chain(({ jacobianSteps, ...rest }) => {
    const format: KeypointFormat = jacobianSteps === undefined ? rest : { ...rest, jacobianSteps };
    const count = format.count * (jacobianSteps === undefined ? 2 : 6);
    const frame = fc.array(value, { minLength: count, maxLength: count });
    const code = fc.array(frame, { minLength: 1, maxLength: 5 });
    return fc.tuple(fc.constant(format), fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), code), { maxLength: 10 }));
  });

test('any keypoints come back, also from one end of what can be coded to the other', () => {
  fc.assert(
    fc.property(clips, ([format, clip]) => {
      const there = keypointCoder(format);
      const back = keypointCoder(format);
      for (const [restart, frames] of clip) {
        if (restart === 0) {
          there.restart();
          back.restart();
        }
        const values = frames.map(frame => Int32Array.from(frame));
        assert.equal(back.decode(there.encode(values)), values);
      }
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('any bytes are keypoints or an error, and these have no number that cannot be coded', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 6 }), codes => {
      const coder = keypointCoder({ count: 4, steps: 256, jacobianSteps: 128 });
      try {
        for (const code of codes)
          for (const frame of coder.decode(code)) for (const v of frame) assert.ok(Math.abs(v) <= limits.value);
      } catch (error) {
        if (!(error instanceof CodecError)) throw error;
      }
    }),
    { numRuns: 2000, seed: 2 },
  );
});

const format = { count: 10, steps: 256 };

/** The codes of a clip in groups. */
function codesOf(seed: number, frames: number, group: number, jitter: number): Uint8Array[] {
  const coder = keypointCoder(format);
  return talkingTrack(seed, frames, { jitter }).map((keypoints, i) => {
    if (i % group === 0) coder.restart();
    return coder.encode([quantizeKeypoints(format, { keypoints })]);
  });
}

const bits = (codes: readonly Uint8Array[]): number => codes.reduce((sum, { length }) => sum + 8 * length, 0);

test('a talking head of 10 keypoints takes less than 2.5 kbit/s, lengths and checksums included', () => {
  const rate = (jitter: number): number => {
    const codes = [1, 2, 3, 4].flatMap(seed => codesOf(seed, 250, 125, jitter));
    return ((bits(codes) / codes.length + 24) * 25) / 1000;
  };
  assert.ok(rate(0) < 1.7, `${rate(0)} kbit/s`);
  assert.ok(rate(0.004) < 2.0, `${rate(0.004)} kbit/s`);
  assert.ok(rate(0.01) < 2.5, `${rate(0.01)} kbit/s`);
});

test('frames that share a code take no more bits than by themselves, and as many frames go in as the limit says', () => {
  const values = talkingTrack(3, 1 + limits.batch).map(keypoints => quantizeKeypoints(format, { keypoints }));
  const alone = keypointCoder(format);
  const together = keypointCoder(format);
  const codes = values.map(frame => alone.encode([frame]));
  const first = together.encode(values.slice(0, 1));
  const batch = together.encode(values.slice(1));
  assert.equal(first, codes[0]);
  assert.ok(batch.length < bits(codes.slice(1)) / 8 - 10, `${batch.length} bytes`);
  const back = keypointCoder(format);
  assert.equal([...back.decode(first), ...back.decode(batch)], values);
});

test('what is no frame of the format, and a format beyond its bounds, is refused, and the coder goes on', () => {
  const refused = (act: () => unknown, pattern: RegExp): void =>
    assert.throws(
      act,
      (error: unknown) => error instanceof CodecError && pattern.test(error.message) && error.help !== '',
    );
  for (const [wrong, text] of [
    [{ count: 0, steps: 256 }, /^count in a format of keypoints is 0/],
    [{ count: 1e9, steps: 256 }, /^count .* is 1000000000/],
    [{ count: 1, steps: 0.5 }, /^steps .* is 0\.5/],
    [{ count: 1, steps: 256, jacobianSteps: 65536 }, /^jacobianSteps .* is 65536/],
  ] as const)
    refused(() => keypointCoder(wrong), text);
  const [coder, other] = [keypointCoder(format), keypointCoder(format)];
  const frame = (length: number) => Int32Array.from({ length }, (_, i) => 7 * i);
  assert.equal(coder.encode([frame(20)]), other.encode([frame(20)]));
  refused(() => coder.encode([]), /batch of 0 frames/);
  refused(() => coder.encode(Array(limits.batch + 1).fill(frame(20))), /batch of 65 frames/);
  for (const length of [0, 19, 21])
    refused(() => coder.encode([frame(20), frame(length)]), /numbers in a format of 20/);
  assert.equal(coder.encode([frame(20)]), other.encode([frame(20)]));
});

test('a head that stands still soon takes no bytes at all', () => {
  const coder = keypointCoder(format);
  const [keypoints] = talkingTrack(1, 1);
  const values = quantizeKeypoints(format, { keypoints: keypoints! });
  const codes = Array.from({ length: 100 }, () => coder.encode([values]));
  assert.is(bits(codes.slice(10)), 0);
});

/** The format of version 1: whatever changes these bytes makes streams that others cannot read. */
test('the code of a known clip is the same everywhere', () => {
  const hash = (codes: readonly Uint8Array[]): string =>
    createHash('sha256').update(Buffer.concat(codes)).digest('hex').slice(0, 16);
  assert.is(hash(codesOf(5, 100, 40, 0.004)), '54144e1d3780fdcf');
  // As far as a number can jump, and long after that.
  const coder = keypointCoder({ count: 1, steps: 256 });
  const numbers = Array.from({ length: 300 }, (_, i) => (i === 3 ? limits.value : i === 4 ? -limits.value : i % 5));
  assert.is(hash(numbers.map((x, i) => coder.encode([Int32Array.of(x, i % 7)]))), '64e4e6f7608d89e9');
});

test.run();

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { BitCoder } from '../../../../codec/bitstream/coder/bit-coder.js';
import { rangeDecoder } from '../../../../codec/bitstream/coder/range-decoder.js';
import { rangeEncoder } from '../../../../codec/bitstream/coder/range-encoder.js';
import { residualCoder } from '../../../../codec/bitstream/keypoints/residual-coder.js';
import { CodecError } from '../../../../codec/error.js';

/** As far apart as two values can be, and as a prediction may add. */
const far = 2 ** 21 + 2 ** 14;

const residual = fc.record({
  value: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -far, max: far }), fc.constantFrom(-far, far)),
  expected: fc.integer({ min: 0, max: 2 ** 20 }),
  fraction: fc.integer({ min: -4, max: 4 }),
});

test('any difference comes back, however far, whatever was expected', () => {
  fc.assert(
    fc.property(fc.array(residual, { maxLength: 100 }), residuals => {
      const encoder = rangeEncoder();
      const there = residualCoder();
      for (const { value, expected, fraction } of residuals) there.code(encoder, value, expected, fraction);
      const decoder = rangeDecoder(encoder.finish());
      const back = residualCoder();
      assert.equal(
        residuals.map(({ expected, fraction }) => back.code(decoder, 0, expected, fraction)),
        residuals.map(({ value }) => value),
      );
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('a code that never ends is an error, after as many bits as the longest code has', () => {
  let bits = 0;
  const ones: BitCoder = {
    bit: () => {
      bits++;
      return true;
    },
    evenBit: () => true,
  };
  assert.throws(
    () => residualCoder().code(ones, 0, 0, 0),
    (error: unknown) => error instanceof CodecError && /more bits than any needs/.test(error.message),
  );
  assert.is(bits, 14 + 1 + 22);
});

test.run();

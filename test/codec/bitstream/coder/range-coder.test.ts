import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AdaptiveBit, adaptiveBit, learn } from '../../../../codec/bitstream/coder/adaptive-bit.js';
import type { BitCoder } from '../../../../codec/bitstream/coder/bit-coder.js';
import { rangeDecoder } from '../../../../codec/bitstream/coder/range-decoder.js';
import { rangeEncoder } from '../../../../codec/bitstream/coder/range-encoder.js';

/** A bit, and the model that it is coded with: -1 for none. */
type Step = readonly [model: number, value: boolean];

const models = (): AdaptiveBit[] => [0, 70, 32768, 59000, 65536].map(probability => adaptiveBit(probability, 0));

function run(coder: BitCoder, steps: readonly Step[]): boolean[] {
  const learning = models();
  return steps.map(([model, value]) => (model < 0 ? coder.evenBit(value) : coder.bit(learning[model]!, value)));
}

function encode(steps: readonly Step[]): Uint8Array {
  const encoder = rangeEncoder();
  run(encoder, steps);
  return encoder.finish();
}

const step = fc.tuple(fc.integer({ min: -1, max: 4 }), fc.boolean());

test('bits come back as they were written, whatever their models expect', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), steps => {
      const code = encode(steps);
      const decoder = rangeDecoder(code);
      const decoded = run(
        decoder,
        steps.map(([model]) => [model, false]),
      );
      assert.equal(
        decoded,
        steps.map(([, value]) => value),
      );
      assert.not(decoder.hasMore());
      assert.is.not(code.at(-1), 0);
    }),
    { numRuns: 1500, seed: 1 },
  );
});

test('a code is within a byte of what the probabilities say', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 3000 }), steps => {
      let bits = 0;
      run(
        {
          bit(model, value) {
            const probability = model.probability / 65536;
            bits -= Math.log2(value ? probability : 1 - probability);
            learn(model, value);
            return value;
          },
          evenBit: value => {
            bits++;
            return value;
          },
        },
        steps,
      );
      const length = encode(steps).length * 8;
      assert.ok(length <= bits * 1.003 + 9, `${length} bits for ${bits}`);
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('an estimate comes to the share of ones, and stays within its bounds', () => {
  const encoder = rangeEncoder();
  const model = adaptiveBit(32768, 0);
  for (let i = 0; i < 1000; i++) encoder.bit(model, i % 4 === 0);
  assert.ok(Math.abs(model.probability / 65536 - 0.25) < 0.02, `${model.probability}`);
  for (let i = 0; i < 5000; i++) encoder.bit(model, true);
  assert.ok(model.probability <= 65536 - 32);
  for (let i = 0; i < 5000; i++) encoder.bit(model, false);
  assert.ok(model.probability >= 32);
});

test('any bytes decode to something, and more than were needed are told', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      const decoder = rangeDecoder(bytes);
      run(
        decoder,
        Array.from({ length: 100 }, (_, i) => [(i % 6) - 1, false] as const),
      );
    }),
    { numRuns: 500, seed: 3 },
  );
  const decoder = rangeDecoder(Uint8Array.from([1, 2, 3, 4, 5]));
  run(decoder, [[-1, false]]);
  assert.ok(decoder.hasMore());
});

test.run();

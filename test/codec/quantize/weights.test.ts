import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { quantizeWeights } from '../../../codec/quantize/weights.js';
import { tensor } from '../../../codec/tensor/tensor.js';
import { randomTensor } from '../random-tensor.js';

const quantized = suite('weights of 8 bits');

quantized('each is within half a step, the greatest of a channel is 127, and the bias within half a step', () => {
  const sizes = fc.record({ outputs: fc.nat(3), inputs: fc.nat(4), kernel: fc.constantFrom(1, 3), seed: fc.nat(1e6) });
  const property = fc.property(sizes, ({ outputs, inputs, kernel, seed }) => {
    const shape = [outputs + 1, inputs + 1, kernel, kernel];
    const taps = kernel ** 2;
    const real = randomTensor(shape, seed, 3);
    const bias = randomTensor([outputs + 1], seed + 1, 5);
    const inputSteps = Array.from({ length: inputs + 1 }, (_, i) => 0.01 * (i + 1) ** 2);
    const { weights, bias: whole, steps } = quantizeWeights({ weights: real, bias }, inputSteps);
    const each = taps * (inputs + 1);
    for (let o = 0; o <= outputs; o++) {
      const own = weights.subarray(o * each, (o + 1) * each);
      assert.is(Math.max(...own.map(Math.abs)), 127);
      own.forEach((w, at) => {
        const product = real.data[o * each + at]! * inputSteps[Math.floor(at / taps)]!;
        assert.ok(Math.abs(w * steps[o]! - product) <= steps[o]! * 0.5001);
      });
      assert.ok(Math.abs(whole[o]! * steps[o]! - bias.data[o]!) <= steps[o]! * 0.5001);
    }
  });
  fc.assert(property, { seed: 5, numRuns: 60 });
});

quantized('channels of zeros, and biases far beyond the weights', () => {
  const weights = tensor([3, 1, 1, 1], Float32Array.of(0, 1e-12, 0));
  const {
    weights: whole,
    bias,
    steps,
  } = quantizeWeights({ weights, bias: tensor([3], Float32Array.of(0, 1000, -7)) }, [0.1]);
  assert.equal([...whole], [0, 0, 0]);
  assert.is(bias[0], 0);
  assert.ok(Math.abs(bias[1]! * steps[1]! - 1000) < 1e-3 && Math.abs(bias[2]! * steps[2]! + 7) < 1e-3);
  assert.ok([...bias].every(b => Math.abs(b) <= 2 ** 30));
});

quantized('bias correction: for inputs at their means, sums are those of real weights', () => {
  const property = fc.property(fc.nat(1e6), seed => {
    const [inputs, taps] = [5, 9];
    const real = randomTensor([2, inputs, 3, 3], seed, 1);
    const bias = randomTensor([2], seed + 1, 1);
    const means = Float64Array.from(randomTensor([inputs], seed + 2, 2).data);
    const inputSteps = [0.02, 0.01, 0.05, 0.02, 0.03];
    const sum = (o: number, weight: (at: number) => number): number => {
      let total = 0;
      for (let at = 0; at < inputs * taps; at++)
        total += weight(o * inputs * taps + at) * means[Math.floor(at / taps)]!;
      return total;
    };
    const { weights, bias: whole, steps } = quantizeWeights({ weights: real, bias }, inputSteps, means);
    for (const o of [0, 1]) {
      const expected = sum(o, at => real.data[at]!) + bias.data[o]!;
      const step = (at: number): number => steps[o]! / inputSteps[Math.floor(at / taps) % inputs]!;
      const made = sum(o, at => weights[at]! * step(at)) + whole[o]! * steps[o]!;
      assert.ok(Math.abs(made - expected) <= steps[o]! * 0.51, `${made} for ${expected}`);
    }
  });
  fc.assert(property, { seed: 6, numRuns: 60 });
});

quantized.run();

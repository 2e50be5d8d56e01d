import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { checkSums } from '../../../codec/integer/conv/bound.js';
import { fastSums } from '../../../codec/integer/conv/fast-sums.js';
import { packConv } from '../../../codec/integer/conv/pack.js';
import { type ConvSpec, plainSums } from '../../../codec/integer/conv/sums.js';
import type { ConvLayer } from '../../../codec/integer/network.js';
import { convMaps, prepareConv } from '../../../codec/integer/operator/conv.js';
import { requantize16 } from '../../../stdlib-engines/index.js';
import { randomMaps, randomTensor, seeds } from './arbitrary.js';

const conv = suite('convolution of INT8');

const specOf = (
  inputs: number,
  outputs: number,
  kernel: number,
  stride: 1 | 2,
  seed: number,
  weight: readonly [number, number] = [-127, 127],
): ConvSpec => ({
  kernel,
  stride,
  weights: randomTensor([outputs, inputs, kernel, kernel], 'i8', seed, weight).data as Int8Array,
  bias: randomTensor([outputs], 'i32', seed + 1, [-(2 ** 24), 2 ** 24]).data as Int32Array,
});

conv('the fast loops give the sums of the definition, whatever the shape', () => {
  const shape = fc.record({
    inputs: fc.integer({ min: 1, max: 9 }),
    outputs: fc.integer({ min: 1, max: 13 }),
    kernel: fc.constantFrom(1, 3, 5, 7),
    stride: fc.constantFrom<1 | 2>(1, 2),
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 35 }),
    seed: seeds,
  });
  const property = fc.property(shape, ({ inputs, outputs, kernel, stride, rows, columns, seed }) => {
    const spec = specOf(inputs, outputs, kernel, stride, seed);
    const maps = randomMaps([inputs, rows, columns], seed + 2);
    const fast = fastSums(maps, packConv(spec, rows, columns));
    const plain = plainSums(maps, spec);
    assert.equal(fast.shape, plain.shape);
    assert.equal(fast.data, plain.data);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

conv('the greatest sums come out exactly', () => {
  for (const value of [-128, 127])
    for (const weight of [-127, 127]) {
      const spec = specOf(300, 4, 3, 1, 5, [weight, weight]);
      const maps = { shape: [300, 4, 9] as const, data: new Int8Array(300 * 36).fill(value) };
      const { data } = fastSums(maps, packConv(spec, 4, 9));
      assert.equal(data, plainSums(maps, spec).data);
      assert.is(data[10], 300 * 9 * value * weight + spec.bias[0]!);
    }
});

conv('the memory grows, and a smaller layer after it sees nothing of the larger one', () => {
  const large = specOf(40, 24, 3, 1, 6);
  const maps = randomMaps([40, 64, 64], 7);
  assert.equal(fastSums(maps, packConv(large, 64, 64)).data, plainSums(maps, large).data);
  const small = specOf(3, 2, 7, 1, 8);
  const few = randomMaps([3, 6, 6], 9);
  assert.equal(fastSums(few, packConv(small, 6, 6)).data, plainSums(few, small).data);
});

conv('doubling: every second row and column comes from a phase of its own, by the definition', () => {
  const shape = fc.record({
    inputs: fc.integer({ min: 1, max: 5 }),
    outputs: fc.integer({ min: 1, max: 6 }),
    kernel: fc.constantFrom(1, 3, 5, 7),
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 11 }),
    seed: seeds,
  });
  const property = fc.property(shape, ({ inputs, outputs, kernel, rows, columns, seed }) => {
    const m = (kernel + 1) / 2;
    const layer: ConvLayer = {
      kind: 'conv',
      name: 'doubled',
      shape: [outputs, 2 * rows, 2 * columns],
      format: { type: 'i16', step: 1 },
      inputs: ['maps'],
      upsample: 'nearest',
      ...specOf(inputs, 4 * outputs, m, 1, seed),
      kernel,
      scale: {
        gain: randomTensor([4 * outputs], 'u16', seed + 3).data as Uint16Array,
        shift: randomTensor([4 * outputs], 'u8', seed + 4, [4, 12]).data as Uint8Array,
      },
      epilogue: { kind: 'none' },
    };
    const maps = randomMaps([inputs, rows, columns], seed + 2);
    const made = convMaps(layer, prepareConv(layer, rows, columns), new Map([['maps', maps]]));
    const { weights, bias, scale } = layer;
    const pixel = (i: number, y: number, x: number): number =>
      y < 0 || y >= rows || x < 0 || x >= columns ? 0 : maps.data[(i * rows + y) * columns + x]!;
    for (let o = 0; o < outputs; o++)
      for (let y = 0; y < 2 * rows; y++)
        for (let x = 0; x < 2 * columns; x++) {
          const [py, px] = [y % 2, x % 2];
          const channel = (2 * py + px) * outputs + o;
          const top = (y - py) / 2 + Math.floor((py - (kernel - 1) / 2) / 2);
          const left = (x - px) / 2 + Math.floor((px - (kernel - 1) / 2) / 2);
          let sum = bias[channel]!;
          for (let i = 0; i < inputs; i++)
            for (let a = 0; a < m; a++)
              for (let b = 0; b < m; b++)
                sum += weights[((channel * inputs + i) * m + a) * m + b]! * pixel(i, top + a, left + b);
          assert.is(
            made[(o * 2 * rows + y) * 2 * columns + x],
            requantize16(sum, scale.gain[channel]!, scale.shift[channel]!),
          );
        }
  });
  fc.assert(property, { seed: 2, numRuns: 80 });
});

conv('sums that might exceed 32 bits are refused when the network is made', () => {
  const weights = new Int8Array(2 * 140_000).fill(127, 140_000);
  assert.throws(
    () => checkSums('dense', { weights, bias: new Int32Array(2) }),
    (error: CodecError) => error instanceof CodecError && /channel 1 of dense may reach 2275840000/.test(error.message),
  );
  const within = new Int8Array(132_000).fill(-127);
  checkSums('dense', { weights: within, bias: new Int32Array([2 ** 31 - 1 - 132_000 * 127 * 128]) });
  assert.throws(() => checkSums('dense', { weights: within, bias: new Int32Array([2 ** 31 - 132_000 * 127 * 128]) }));
});

conv.run();

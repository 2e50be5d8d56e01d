import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Epilogue } from '../../../codec/integer/network.js';
import { blend, blendAt } from '../../../codec/integer/operator/blend.js';
import { finish, requantize } from '../../../codec/integer/operator/epilogue.js';
import { normalise } from '../../../codec/integer/operator/load.js';
import { sample } from '../../../codec/integer/operator/sample.js';
import type { IntegerType } from '../../../codec/integer/tensor.js';
import {
  addResidual,
  affineRelu,
  averagePool,
  interpolate8,
  interpolate16,
  occlude,
  pictureOut,
  requantize8,
  requantize10,
  requantize16,
  sigmoid,
  unit8,
} from '../../../stdlib-engines/index.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';
import { randomMaps, randomTensor, seeds } from './arbitrary.js';

/** Whole maps are computed without a call of a kernel for each number: they are the kernels all the same. */
const kernels = suite('operators are their kernels');
const check = { seed: 1, numRuns: 60 };

const sumsOf = (channels: number, rows: number, columns: number, seed: number) => ({
  shape: [channels, rows, columns] as const,
  data: randomTensor([channels, rows, columns], 'i32', seed).data as Int32Array,
});
const scaleOf = (channels: number, seed: number) => ({
  gain: randomTensor([channels], 'u16', seed).data as Uint16Array,
  shift: randomTensor([channels], 'u8', seed + 1, [0, 31]).data as Uint8Array,
});
kernels('requantization to 8, 10 and 16 bits', () => {
  const property = fc.property(seeds, seed => {
    const [channels, rows, columns] = [3, 2, 5];
    const sums = sumsOf(channels, rows, columns, seed);
    const scale = scaleOf(channels, seed + 1);
    for (const [bits, kernel] of [
      [8, requantize8],
      [10, requantize10],
      [16, requantize16],
    ] as const) {
      const made = requantize({ ...sums, data: sums.data.slice() }, scale, bits);
      for (const [at, sum] of sums.data.entries()) {
        const channel = Math.floor(at / (rows * columns));
        assert.is(made[at], kernel(sum, scale.gain[channel]!, scale.shift[channel]!));
      }
    }
  });
  fc.assert(property, check);
});

kernels('every epilogue', () => {
  const property = fc.property(seeds, seed => {
    const [channels, rows, columns] = [2, 4, 6];
    const sums = sumsOf(channels, rows, columns, seed);
    const scale = scaleOf(channels, seed + 1);
    const shape = [channels, rows, columns];
    const skip = randomTensor(shape, 'i8', seed + 2);
    const gain = numbers(seed + 3)(0, 65535);
    const by = (at: number, kernel: typeof requantize8): number => {
      const channel = Math.floor(at / (rows * columns));
      return kernel(sums.data[at]!, scale.gain[channel]!, scale.shift[channel]!);
    };
    const each = (of: (at: number) => number): number[] => Array.from(sums.data, (_, at) => of(at));
    const run = (type: IntegerType, epilogue: Epilogue): number[] =>
      Array.from(
        finish(
          { ...sums, data: sums.data.slice() },
          { scale, epilogue, format: { type, step: 1 } },
          new Map([['skip', skip]]),
        ),
      );

    assert.equal(
      run('i8', { kind: 'none' }),
      each(at => by(at, requantize8)),
    );
    assert.equal(
      run('i16', { kind: 'none' }),
      each(at => by(at, requantize16)),
    );
    assert.equal(
      run('i8', { kind: 'relu' }),
      each(at => Math.max(0, by(at, requantize8))),
    );
    assert.equal(
      run('u16', { kind: 'sigmoid' }),
      each(at => sigmoid(by(at, requantize16))),
    );
    assert.equal(
      run('u8', { kind: 'sigmoid' }),
      each(at => unit8(sigmoid(by(at, requantize16)))),
    );
    assert.equal(
      run('u8', { kind: 'picture' }),
      each(at => pictureOut(sigmoid(by(at, requantize16)))),
    );
    assert.equal(
      run('i8', { kind: 'add', input: 'skip', gain }),
      each(at => {
        const channel = Math.floor(at / (rows * columns));
        return addResidual(sums.data[at]!, scale.gain[channel]!, scale.shift[channel]!, skip.data[at]!, gain);
      }),
    );
    const fine = (channel: number, row: number, column: number): number =>
      Math.max(0, by((channel * rows + row) * columns + column, requantize10));
    const pooled = run('i8', { kind: 'pool' });
    let at = 0;
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < rows; y += 2)
        for (let x = 0; x < columns; x += 2)
          assert.is(
            pooled[at++],
            averagePool(fine(c, y, x), fine(c, y, x + 1), fine(c, y + 1, x), fine(c, y + 1, x + 1)),
          );
  });
  fc.assert(property, check);
});

kernels('normalisation on load', () => {
  const property = fc.property(seeds, seed => {
    const maps = randomMaps([3, 5, 7], seed);
    const affine = {
      gain: randomTensor([3], 'i16', seed + 1).data as Int16Array,
      offset: randomTensor([3], 'i32', seed + 2).data as Int32Array,
      shift: randomTensor([3], 'u8', seed + 3, [0, 31]).data as Uint8Array,
    };
    const expected = Array.from(maps.data, (x, at) => {
      const channel = Math.floor(at / 35);
      return affineRelu(x, affine.gain[channel]!, affine.offset[channel]!, affine.shift[channel]!);
    });
    assert.equal(Array.from(normalise(maps, affine).data), expected);
  });
  fc.assert(property, check);
});

kernels('interpolation', () => {
  const i8 = fc.integer({ min: -128, max: 127 });
  const u8 = fc.integer({ min: 0, max: 255 });
  const property = fc.property(i8, i8, i8, i8, u8, u8, (a, b, c, d, right, down) => {
    const all = blend(a, b, c, d, right, down);
    assert.is((all + 32768) >> 16, interpolate8(a, b, c, d, right, down));
    assert.is((all + 128) >> 8, interpolate16(a, b, c, d, right, down));
  });
  fc.assert(property, { seed: 2, numRuns: 2000 });
});

kernels('a warp with occlusion, inside, at the edges and far outside', () => {
  const property = fc.property(seeds, fc.constantFrom(6, 7, 8), (seed, fraction) => {
    const [channels, rows, columns] = [2, 5, 4];
    const maps = randomMaps([channels, rows, columns], seed);
    const flow = randomTensor([2, rows, columns], 'i16', seed + 1, [-6 * 2 ** fraction, 6 * 2 ** fraction]).data;
    const occlusion = randomTensor([1, rows, columns], 'u16', seed + 2).data;
    const warped = sample(maps, flow, fraction, occlusion);
    const pixel = (channel: number, row: number, column: number): number =>
      row < 0 || row >= rows || column < 0 || column >= columns
        ? 0
        : maps.data[(channel * rows + row) * columns + column]!;
    for (let at = 0; at < warped.length; at++) {
      const place = at % (rows * columns);
      const channel = Math.floor(at / (rows * columns));
      const x = (place % columns) * 256 + flow[place]! * 2 ** (8 - fraction);
      const y = Math.floor(place / columns) * 256 + flow[rows * columns + place]! * 2 ** (8 - fraction);
      const [row, column] = [Math.floor(y / 256), Math.floor(x / 256)];
      const value = interpolate16(
        pixel(channel, row, column),
        pixel(channel, row, column + 1),
        pixel(channel, row + 1, column),
        pixel(channel, row + 1, column + 1),
        x - column * 256,
        y - row * 256,
      );
      assert.is(warped[at], occlude(value, occlusion[place]!));
    }
  });
  fc.assert(property, check);
});

kernels('a warp by the greatest flows reads nothing', () => {
  for (const end of [-32768, 32767]) {
    const maps = { shape: [1, 4, 4] as const, data: new Int8Array(16).fill(-128) };
    const warped = sample(maps, new Int16Array(32).fill(end), 8, new Uint16Array(16).fill(65535));
    assert.equal(Array.from(warped), new Array(16).fill(0));
  }
  assert.is(blendAt({ data: new Int8Array([7]), at: 0, rows: 1, columns: 1 }, -1, -1, 255, 255), 7 * 255 * 255);
});

kernels.run();

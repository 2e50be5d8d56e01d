import fc from 'fast-check';
import type { Maps } from '../../../codec/integer/operator/load.js';
import { arrays, type IntegerTensor, type IntegerType } from '../../../codec/integer/tensor.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';

const ends: Readonly<Record<IntegerType, readonly [number, number]>> = {
  i8: [-128, 127],
  u8: [0, 255],
  i16: [-32768, 32767],
  u16: [0, 65535],
  i32: [-(2 ** 31), 2 ** 31 - 1],
};

export function randomTensor(
  shape: readonly number[],
  type: IntegerType,
  seed: number,
  [least, most] = ends[type],
): IntegerTensor {
  const next = numbers(seed);
  const data = new arrays[type](shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < data.length; i++) data[i] = next(least, most);
  return { shape, data };
}

export const randomMaps = (shape: Maps['shape'], seed: number): Maps => ({
  shape,
  data: randomTensor(shape, 'i8', seed).data as Int8Array,
});

export const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

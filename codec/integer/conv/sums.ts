import type { ConvLayer } from '../network.js';
import type { Sums } from '../operator/epilogue.js';
import type { Maps } from '../operator/load.js';

/** What a convolution adds up: the part of its layer that says so. */
export type ConvSpec = Pick<ConvLayer, 'kernel' | 'stride' | 'weights' | 'bias'>;

/** Channels that go in. */
export const inChannels = ({ kernel, weights, bias }: ConvSpec): number =>
  weights.length / (bias.length * kernel * kernel);

/** Rows or columns that come out. */
export const strided = (size: number, stride: number): number => Math.ceil(size / stride);

/**
 * The sums of a convolution, with its bias: the definition, which `fastSums` is held against.
 *
 *     sum[o][y][x] = bias[o] + sum over i, r, c of weights[o][i][r][c] * maps[i][y * stride + r - k][x * stride + c - k]
 *
 * with k the kernel's half and 0 outside of the maps.
 */
export function plainSums(maps: Maps, { kernel, stride, weights, bias }: ConvSpec): Sums {
  const [inputs, rows, columns] = maps.shape;
  const half = (kernel - 1) / 2;
  const shape = [bias.length, strided(rows, stride), strided(columns, stride)] as const;
  const sums = new Int32Array(shape[0] * shape[1] * shape[2]);
  let to = 0;
  for (let o = 0; o < bias.length; o++)
    for (let y = 0; y < shape[1]; y++)
      for (let x = 0; x < shape[2]; x++) {
        let sum = bias[o]!;
        for (let i = 0; i < inputs; i++)
          for (let r = 0; r < kernel; r++) {
            const row = y * stride + r - half;
            if (row < 0 || row >= rows) continue;
            for (let c = 0; c < kernel; c++) {
              const column = x * stride + c - half;
              if (column < 0 || column >= columns) continue;
              sum +=
                weights[((o * inputs + i) * kernel + r) * kernel + c]! *
                maps.data[(i * rows + row) * columns + column]!;
            }
          }
        sums[to++] = sum;
      }
  return { shape, data: sums };
}

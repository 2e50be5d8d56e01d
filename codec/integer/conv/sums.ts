import type { ConvLayer } from '../network.js';
import type { Sums } from '../operator/epilogue.js';
import type { Maps } from '../operator/load.js';

/** What a convolution adds up: a layer without doubling, or a phase of one with. */
export interface ConvSpec extends Pick<ConvLayer, 'kernel' | 'stride' | 'weights' | 'bias'> {
  /** How many rows above and columns to the left of a place its first weight lies. Default: half of the kernel. */
  readonly before?: readonly [rows: number, columns: number];
}

/** `before` of a convolution, said or not. */
export const beforeOf = ({ kernel, before = [(kernel - 1) / 2, (kernel - 1) / 2] }: ConvSpec) => before;

/** Channels that go in. */
export const inChannels = ({ kernel, weights, bias }: ConvSpec): number =>
  weights.length / (bias.length * kernel * kernel);

/** Rows or columns that come out. */
export const strided = (size: number, stride: number): number => Math.ceil(size / stride);

/**
 * The sums of a convolution, with its bias: the definition, which `fastSums` is held against.
 *
 *     sum[o][y][x] = bias[o] + sum over i, r, c of weights[o][i][r][c] * maps[i][y * stride + r - up][x * stride + c - left]
 *
 * with `[up, left] = before` and 0 outside of the maps.
 */
export function plainSums(maps: Maps, spec: ConvSpec): Sums {
  const { kernel, stride, weights, bias } = spec;
  const [inputs, rows, columns] = maps.shape;
  const [up, left] = beforeOf(spec);
  const shape = [bias.length, strided(rows, stride), strided(columns, stride)] as const;
  const sums = new Int32Array(shape[0] * shape[1] * shape[2]);
  let to = 0;
  for (let o = 0; o < bias.length; o++)
    for (let y = 0; y < shape[1]; y++)
      for (let x = 0; x < shape[2]; x++) {
        let sum = bias[o]!;
        for (let i = 0; i < inputs; i++)
          for (let r = 0; r < kernel; r++) {
            const row = y * stride + r - up;
            if (row < 0 || row >= rows) continue;
            for (let c = 0; c < kernel; c++) {
              const column = x * stride + c - left;
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

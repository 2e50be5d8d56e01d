import type { AcceleratorConfig } from '../config.js';
import { parameterRows } from '../isa/check/conv.js';
import type { InstructionOf } from '../isa/decode.js';
import type { conv } from '../isa/formats.js';
import type { Bank, Memories } from './memories.js';

type Conv = InstructionOf<typeof conv>['fields'];

/**
 * `conv`: adds to the sums of a bank, or with `first` begins them anew.
 *
 * @param taken its rows of the stream of weights, the parameters of `first` before them
 */
export function runConv(fields: Conv, taken: Int8Array, memory: Memories, bank: Bank, config: AcceleratorConfig): void {
  const { columns } = config;
  const parameters = fields.first ? parameterRows * columns : 0;
  if (fields.first) {
    new Int8Array(bank.parameters.buffer).set(taken.subarray(0, parameters));
    bank.sums.fill(0, 0, fields.images * fields.rows * fields.columns * columns);
  }
  const weights = regroup(taken.subarray(parameters), columns);
  addProducts(fields, memory.tile, weights, bank.sums, config);
}

/** Array columns that are summed side by side: their weights lie beside each other, product by product. */
const group = 4;

/** `[product][column]` to `[group of columns][product][column of the group]`. */
function regroup(weights: Int8Array, columns: number): Int8Array {
  const result = new Int8Array(weights.length);
  for (let first = 0, to = 0; first < columns; first += group)
    for (let at = first; at < weights.length; at += columns)
      for (let i = 0; i < group; i++) result[to++] = weights[at + i]!;
  return result;
}

/**
 * The sums, pixel by pixel: what a row of the kernel covers is a run of bytes in the tile memory (the words of neighbours lie beside
 * each other), so the inner loop is one over bytes, for two pixels of a row and four columns of the array at a time.
 */
function addProducts(
  { base, rowPitch, blockPitch, imagePitch, blocks, kernelRows, kernelColumns, stride, images, rows, columns }: Conv,
  tile: Int8Array,
  weights: Int8Array,
  sums: Int32Array,
  config: AcceleratorConfig,
): void {
  const word = config.rows;
  const run = kernelColumns * word;
  const products = blocks * kernelRows * run;
  const step = stride * word;
  for (let first = 0; first < config.columns; first += group) {
    const set = first * products;
    for (let image = 0; image < images; image++)
      for (let y = 0; y < rows; y++) {
        const row = (base + image * imagePitch + y * stride * rowPitch) * word;
        const to = (image * rows + y) * columns * config.columns + first;
        for (let x = 0; x < columns; x += 2) {
          // At the end of an odd row the last pixel is summed twice, and written once.
          const second = x + 1 < columns ? step : 0;
          let a0 = 0;
          let a1 = 0;
          let a2 = 0;
          let a3 = 0;
          let b0 = 0;
          let b1 = 0;
          let b2 = 0;
          let b3 = 0;
          let w = set;
          for (let block = 0; block < blocks; block++)
            for (let r = 0; r < kernelRows; r++) {
              let at = row + x * step + (block * blockPitch + r * rowPitch) * word;
              for (const end = at + run; at < end; at++) {
                const a = tile[at]!;
                const b = tile[at + second]!;
                const w0 = weights[w]!;
                const w1 = weights[w + 1]!;
                const w2 = weights[w + 2]!;
                const w3 = weights[w + 3]!;
                w += 4;
                a0 = (a0 + Math.imul(a, w0)) | 0;
                a1 = (a1 + Math.imul(a, w1)) | 0;
                a2 = (a2 + Math.imul(a, w2)) | 0;
                a3 = (a3 + Math.imul(a, w3)) | 0;
                b0 = (b0 + Math.imul(b, w0)) | 0;
                b1 = (b1 + Math.imul(b, w1)) | 0;
                b2 = (b2 + Math.imul(b, w2)) | 0;
                b3 = (b3 + Math.imul(b, w3)) | 0;
              }
            }
          let sum = to + x * config.columns;
          sums[sum] = sums[sum]! + a0;
          sums[sum + 1] = sums[sum + 1]! + a1;
          sums[sum + 2] = sums[sum + 2]! + a2;
          sums[sum + 3] = sums[sum + 3]! + a3;
          if (second === 0) continue;
          sum += config.columns;
          sums[sum] = sums[sum]! + b0;
          sums[sum + 1] = sums[sum + 1]! + b1;
          sums[sum + 2] = sums[sum + 2]! + b2;
          sums[sum + 3] = sums[sum + 3]! + b3;
        }
      }
  }
}

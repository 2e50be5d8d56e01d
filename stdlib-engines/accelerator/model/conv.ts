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
  const weights = inPairs(taken.subarray(parameters), columns);
  addProducts(fields, memory.tile, weights, bank.sums, config);
}

/** Columns of the array that are summed side by side, two in a number: their weights lie beside each other. */
const group = 8;
/** What the second of two columns is multiplied by. */
const high = 2 ** 26;
/** So many products of 14 bits and a sign stay below half of that. */
const mostProducts = 2047;

/** `[product][column]` to `[group of columns][product][pair of columns]`: both weights of a pair in a number. */
function inPairs(weights: Int8Array, columns: number): Float64Array {
  const result = new Float64Array(weights.length / 2);
  for (let first = 0, to = 0; first < columns; first += group)
    for (let at = first; at < weights.length; at += columns)
      for (let i = 0; i < group; i += 2) result[to++] = weights[at + i]! + weights[at + i + 1]! * high;
  return result;
}

/**
 * The sums, pixel by pixel: what a row of the kernel covers is a run of bytes in the tile memory (the words of neighbours lie beside
 * each other), so the inner loop is one over bytes, for two pixels of a row and eight columns of the array. Two columns share
 * a double, as they share a multiplier in hardware: 53 bits hold both sums, which are taken apart before the lower one could
 * reach the upper one.
 */
function addProducts(
  { base, rowPitch, blockPitch, imagePitch, blocks, kernelRows, kernelColumns, stride, images, rows, columns }: Conv,
  tile: Float64Array,
  weights: Float64Array,
  sums: Int32Array,
  config: AcceleratorConfig,
): void {
  const word = config.rows;
  const run = kernelColumns * word;
  const products = blocks * kernelRows * run;
  const together = Math.floor(mostProducts / run);
  const step = stride * word;
  const half = group / 2;
  const split = (packed: number, at: number): void => {
    const upper = Math.round(packed / high);
    sums[at] = sums[at]! + (packed - upper * high);
    sums[at + 1] = sums[at + 1]! + upper;
  };
  for (let first = 0; first < config.columns; first += group)
    for (let image = 0; image < images; image++)
      for (let y = 0; y < rows; y++) {
        const row = (base + image * imagePitch + y * stride * rowPitch) * word;
        const to = (image * rows + y) * columns * config.columns + first;
        for (let x = 0; x < columns; x += 2) {
          // At the end of an odd row the last pixel is summed twice, and written once.
          const second = x + 1 < columns ? step : 0;
          const sum = to + x * config.columns;
          let w = (first / 2) * products;
          for (let line = 0; line < blocks * kernelRows; line += together) {
            let a0 = 0;
            let a1 = 0;
            let a2 = 0;
            let a3 = 0;
            let b0 = 0;
            let b1 = 0;
            let b2 = 0;
            let b3 = 0;
            const last = Math.min(line + together, blocks * kernelRows);
            for (let l = line; l < last; l++) {
              const block = Math.floor(l / kernelRows);
              let at = row + x * step + (block * blockPitch + (l - block * kernelRows) * rowPitch) * word;
              for (const end = at + run; at < end; at++) {
                const a = tile[at]!;
                const b = tile[at + second]!;
                const w0 = weights[w]!;
                const w1 = weights[w + 1]!;
                const w2 = weights[w + 2]!;
                const w3 = weights[w + 3]!;
                w += half;
                a0 += a * w0;
                a1 += a * w1;
                a2 += a * w2;
                a3 += a * w3;
                b0 += b * w0;
                b1 += b * w1;
                b2 += b * w2;
                b3 += b * w3;
              }
            }
            split(a0, sum);
            split(a1, sum + 2);
            split(a2, sum + 4);
            split(a3, sum + 6);
            if (second === 0) continue;
            split(b0, sum + config.columns);
            split(b1, sum + config.columns + 2);
            split(b2, sum + config.columns + 4);
            split(b3, sum + config.columns + 6);
          }
        }
      }
}

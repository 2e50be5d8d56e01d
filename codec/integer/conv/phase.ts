import type { ChannelScale, ConvLayer } from '../network.js';
import type { IntegerArray } from '../tensor.js';
import type { ConvSpec } from './sums.js';

/**
 * A convolution of a map of which every pixel is there four times. Rows 2 y and 2 y + 1 of the larger map are row y of the
 * smaller one, so several rows of the kernel meet the same row, and their weights can be added up before. Which ones depends
 * on whether the row of the result is even, so there are four convolutions of the smaller map, the phases, for even and odd
 * rows and columns, each with a kernel of half the rows and columns: 4/9 of the products for 3x3.
 *
 *     rows of a kernel of 3             0    1    2                    0    1    2
 *     meet, for row 2 y of the result   y-1  y    y     for 2 y + 1    y    y    y+1
 */
export interface Phase extends ConvSpec {
  readonly scale: ChannelScale;
}

/** Rows, and columns, of the kernel of a phase. */
export const phaseKernel = (kernel: number): number => (kernel + 1) / 2;

/** How many rows (columns) before row y of the smaller map the kernel of a phase begins, for row 2 y + parity of the result. */
export const phaseBefore = (kernel: number, parity: number): number => ((kernel + 1) / 2 - parity) >> 1;

/** Which row (column) of a phase's kernel takes the weights of a row of the whole kernel. */
export const phaseTap = (kernel: number, parity: number, row: number): number =>
  ((row + parity - (kernel - 1) / 2) >> 1) + phaseBefore(kernel, parity);

/** The convolutions that a layer is made of: itself; or its phases, that of row parity py and column parity px at 2 py + px. */
export function phasesOf(layer: ConvLayer): readonly Phase[] {
  if (layer.upsample !== 'nearest') return [layer];
  const { kernel, stride, weights, bias, scale } = layer;
  return [0, 1, 2, 3].map(phase => ({
    kernel: phaseKernel(kernel),
    stride,
    before: [phaseBefore(kernel, phase >> 1), phaseBefore(kernel, phase & 1)] as const,
    weights: quarter(weights, phase),
    bias: quarter(bias, phase),
    scale: { gain: quarter(scale.gain, phase), shift: quarter(scale.shift, phase) },
  }));
}

const quarter = <T extends IntegerArray>(of: T, phase: number): T =>
  of.subarray((phase * of.length) / 4, ((phase + 1) * of.length) / 4) as T;

/** Puts what a phase has made, rows of so many columns, where it belongs in the result: every second row and column. */
export function placePhase(
  made: ArrayLike<number>,
  columns: number,
  phase: number,
  result: { [at: number]: number },
): void {
  for (let row = 0, from = 0; from < made.length; row++) {
    let to = (2 * row + (phase >> 1)) * 2 * columns + (phase & 1);
    for (let column = 0; column < columns; column++, to += 2) result[to] = made[from++]!;
  }
}

/**
 * One filter: for each of its kernels, real weights (rows from the top, outer zeros included), quantized to INT8 with one
 * scale. With several kernels the result is the sum of the magnitudes, as for the two directions of Sobel.
 */
export interface Filter {
  readonly name: string;
  readonly title: string;
  /** Rows and columns. */
  readonly size: 3 | 5;
  readonly kernels: readonly (readonly number[])[];
}

/** exp(-(x^2 + y^2) / (2 sigma^2)), normalised to a sum of 1. */
function gaussian(size: number, sigma: number): number[] {
  const middle = (size - 1) / 2;
  const weights = Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [(i % size) - middle, Math.floor(i / size) - middle];
    return Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
  });
  const sum = weights.reduce((a, b) => a + b);
  return weights.map(weight => weight / sum);
}

/** x + amount * (x - blurred x). */
const unsharp = (blur: readonly number[], amount: number): number[] =>
  blur.map((weight, i) => (i === (blur.length - 1) / 2 ? 1 + amount : 0) - amount * weight);

const sobelX = [-1, 0, 1, -2, 0, 2, -1, 0, 1].map(weight => weight / 4);
const transposed = (weights: readonly number[]): number[] =>
  weights.map((_, i) => weights[(i % 3) * 3 + Math.floor(i / 3)]!);

export const filters: readonly Filter[] = [
  { name: 'blur3', title: 'Gaussian blur 3x3', size: 3, kernels: [gaussian(3, 0.85)] },
  { name: 'blur5', title: 'Gaussian blur 5x5', size: 5, kernels: [gaussian(5, 1.4)] },
  { name: 'sharpen', title: 'sharpen 5x5', size: 5, kernels: [unsharp(gaussian(5, 1), 1.5)] },
  { name: 'sobel', title: 'Sobel edges 3x3', size: 3, kernels: [sobelX, transposed(sobelX)] },
];

/** INT8 weights and the fixed-point multiplier that brings their sum back: weight = int8 * multiplier / 2^shift. */
export interface Quantized {
  readonly weights: readonly (readonly number[])[];
  readonly multiplier: number;
  readonly shift: number;
}

/** One scale for all kernels of a filter, so that the largest weight becomes 127; the multiplier has 15 bits. */
export function quantize(filter: Filter): Quantized {
  const scale = Math.max(...filter.kernels.flat().map(Math.abs)) / 127;
  const shift = 14 - Math.floor(Math.log2(scale));
  return {
    weights: filter.kernels.map(kernel => roundTogether(kernel.map(weight => weight / scale))),
    multiplier: Math.round(scale * 2 ** shift),
    shift,
  };
}

/**
 * Whole numbers nearest to the values, of which some are rounded the other way so that their sum is right too (method of
 * the largest remainder): otherwise many small weights that vanish would make the whole picture brighter or darker.
 */
function roundTogether(values: readonly number[]): number[] {
  const floors = values.map(Math.floor);
  const missing = Math.round(values.reduce((a, b) => a + b)) - floors.reduce((a, b) => a + b);
  const byRemainder = values
    .map((value, i) => ({ i, remainder: value - floors[i]! }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { i } of byRemainder.slice(0, missing)) floors[i]! += 1;
  return floors;
}

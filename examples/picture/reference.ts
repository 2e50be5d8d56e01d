import type { Filter } from './filters.js';
import type { Picture } from './picture.js';

/** The filter in floating point with its real weights: zeros outside, the result rounded and clamped to 0..255. */
export function reference(filter: Filter, { width, height, rgb }: Picture): Picture {
  const { size, kernels } = filter;
  const reach = (size - 1) / 2;
  const out = new Uint8Array(rgb.length);
  const sum = (kernel: readonly number[], x: number, y: number, c: number): number => {
    let total = 0;
    for (let i = 0; i < size * size; i++) {
      const [sx, sy] = [x + (i % size) - reach, y + Math.floor(i / size) - reach];
      if (sx >= 0 && sx < width && sy >= 0 && sy < height) total += kernel[i]! * rgb[3 * (sy * width + sx) + c]!;
    }
    return total;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const sums = kernels.map(kernel => sum(kernel, x, y, c));
        const value = sums.length === 1 ? sums[0]! : sums.reduce((a, b) => a + Math.abs(b), 0);
        out[3 * (y * width + x) + c] = Math.min(255, Math.max(0, Math.round(value)));
      }
  return { width, height, rgb: out };
}

/** Peak signal-to-noise ratio in decibels; infinite for equal pictures. */
export function psnr(a: Picture, b: Picture): number {
  const error = a.rgb.reduce((sum, value, i) => sum + (value - b.rgb[i]!) ** 2, 0) / a.rgb.length;
  return error === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(255 ** 2 / error);
}

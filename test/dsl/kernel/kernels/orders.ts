import { type Arr, div, type i12, kernel, pipeline, range, rem, type u4, type u6, type u8, unroll } from 'grace-hdl';

/** How often each of 8 values comes among 32, and which comes most often. */
export const histogram = kernel((pixels: Arr<u8, 32>): { most: u6; which: u4 } => {
  const counts: Arr<u6, 8> = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const i of pipeline(32)) {
    const bin = pixels[i]! >> 5;
    counts[bin] = counts[bin]! + 1;
  }
  let most: u6 = 0;
  let which: u4 = 0;
  for (const bin of pipeline(8)) {
    const count = counts[bin]!;
    if (count > most) {
      most = count;
      which = bin;
    }
  }
  return { most, which };
});

/** Quotient and remainder. */
export const divide = kernel((a: i12, b: u8): [i12, i12] => [div(a, b), rem(a, b)]);

/** Eight numbers in order: the network of Batcher's odd-even merge sort, pair by pair. */
const pairs = [
  [0, 1],
  [2, 3],
  [4, 5],
  [6, 7],
  [0, 2],
  [1, 3],
  [4, 6],
  [5, 7],
  [1, 2],
  [5, 6],
  [0, 4],
  [1, 5],
  [2, 6],
  [3, 7],
  [2, 4],
  [3, 5],
  [1, 2],
  [3, 4],
  [5, 6],
] as const;
export const sort8 = kernel((x: Arr<u8, 8>): Arr<u8, 8> => {
  const y: Arr<u8, 8> = [x[0]!, x[1]!, x[2]!, x[3]!, x[4]!, x[5]!, x[6]!, x[7]!];
  for (const i of unroll(19)) {
    const [a, b] = [y[pairs[i]![0]]!, y[pairs[i]![1]]!];
    y[pairs[i]![0]] = Math.min(a, b);
    y[pairs[i]![1]] = Math.max(a, b);
  }
  return y;
});

/** The greatest common divisor, by Euclid: 16 steps are enough for bytes (Lamé). */
export const gcd = kernel((a: u8, b: u8): u8 => {
  let x: u8 = a;
  let y: u8 = b;
  for (const _ of range(16)) {
    const r = y === 0 ? 0 : rem(x, y);
    x = y === 0 ? x : y;
    y = r;
  }
  return x;
});

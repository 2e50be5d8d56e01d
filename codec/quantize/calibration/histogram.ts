/** Bins of a histogram. */
const count = 2048;

/** How often sizes of numbers came, in bins of equal width; their number stays, and their width doubles when it has to. */
export interface Histogram {
  add(numbers: ArrayLike<number>): void;
  /** The greatest size so far, 0 before any. */
  readonly greatest: number;
  /** How many numbers came, zeros among them. */
  readonly total: number;
  /** Of sizes above 0, from the smallest: the middle of each bin, and how many numbers it holds. */
  readonly bins: () => readonly { readonly size: number; readonly numbers: number }[];
}

/** A histogram of sizes. Zeros are counted apart: they are exact in every format. Widths are powers of 2, so merging is exact. */
export function histogram(): Histogram {
  const numbersOf = new Float64Array(count);
  let width = 0;
  let greatest = 0;
  let total = 0;

  function reach(size: number): void {
    if (width === 0) {
      width = 1;
      while (width * count <= size) width *= 2;
      while ((width / 2) * count > size) width /= 2;
    }
    for (; width * count <= size; width *= 2) {
      for (let i = 0; i < count / 2; i++) numbersOf[i] = numbersOf[2 * i]! + numbersOf[2 * i + 1]!;
      numbersOf.fill(0, count / 2);
    }
  }

  return {
    add(numbers) {
      for (let i = 0; i < numbers.length; i++) {
        const size = Math.abs(numbers[i]!);
        total++;
        if (size === 0) continue;
        if (size > greatest) {
          greatest = size;
          reach(size);
        }
        numbersOf[Math.floor(size / width)]!++;
      }
    },
    get greatest() {
      return greatest;
    },
    get total() {
      return total;
    },
    bins: () =>
      Array.from(numbersOf, (numbers, i) => ({ size: (i + 0.5) * width, numbers })).filter(
        ({ numbers }) => numbers > 0,
      ),
  };
}

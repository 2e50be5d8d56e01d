import type { IntegerTensor } from '../integer/tensor.js';

/** Whole numbers of a record: source x, y; driving x, y; the rows of the Jacobian. */
const numbers = 8;

/** Keypoints `[K, 2]` in 256ths of a pixel, and what Jacobians do to distances `[K, 2, 2]` in 4096ths. */
export interface Motion {
  readonly source: ArrayLike<number>;
  readonly driving: ArrayLike<number>;
  readonly jacobians?: ArrayLike<number> | undefined;
}

/**
 * Motions as an accelerator reads them: for the background and then each keypoint a record of 8 numbers. That of the background
 * is all 0, and so are those behind the last.
 *
 * @param records with the background
 */
export function motionRecords({ source, driving, jacobians }: Motion, records: number): IntegerTensor {
  const data = new Int32Array(numbers * records);
  for (let k = 0; k < source.length / 2; k++) {
    const part = (of: ArrayLike<number> | undefined, each: number): number[] =>
      Array.from({ length: each }, (_, i) => of?.[each * k + i] ?? 0);
    data.set([...part(source, 2), ...part(driving, 2), ...part(jacobians, 4)], numbers * (k + 1));
  }
  return { shape: [records, numbers], data };
}

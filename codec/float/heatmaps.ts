import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import { coordinate } from './coordinate.js';

/**
 * Where keypoints are and were: `exp(-|z - driving|^2 / (2 variance)) - exp(-|z - source|^2 / (2 variance))` for each,
 * behind a first map of zeros, which stands for the background.
 *
 * @param driving keypoints `[k, 2]`
 * @param source keypoints `[k, 2]`
 * @param size rows and columns of the maps
 * @param variance in units of coordinates, squared; 0.01 in published networks
 * @returns `[k + 1, rows, columns]`
 * @throws RangeError if shapes do not fit
 */
export function heatmaps(
  driving: Tensor,
  source: Tensor,
  size: { readonly rows: number; readonly columns: number },
  variance = 0.01,
): Tensor {
  const [k = 0] = expectShape('driving keypoints', driving, [undefined, 2]);
  expectShape('source keypoints', source, [k, 2]);
  const { rows, columns } = size;
  const maps = tensor([k + 1, rows, columns]);
  const gaussian = (n: number, { data }: Tensor, r: number, c: number): number => {
    const dx = coordinate(c, columns) - data[2 * n]!;
    const dy = coordinate(r, rows) - data[2 * n + 1]!;
    return Math.exp(-(dx * dx + dy * dy) / (2 * variance));
  };
  let at = rows * columns;
  for (let n = 0; n < k; n++)
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) maps.data[at++] = gaussian(n, driving, r, c) - gaussian(n, source, r, c);
  return maps;
}

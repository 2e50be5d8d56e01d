import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import { coordinate } from './coordinate.js';

/** The matrices beside keypoints, `[k, 2, 2]`, of the driving picture and of the source. */
export interface Jacobians {
  readonly driving: Tensor;
  readonly source: Tensor;
}

/**
 * For each place of the driving picture, where it comes from in the source if it moves as the background, which is where
 * it is, or as one of the keypoints: `J (z - driving) + source`, with `J = J_source J_driving^-1`, or the identity where
 * there are no Jacobians (zero order).
 *
 * @param driving keypoints `[k, 2]`
 * @param source keypoints `[k, 2]`
 * @returns flows `[k + 1, rows, columns, 2]`, x before y; infinite or no numbers where a driving Jacobian has no inverse
 * @throws RangeError if shapes do not fit
 */
export function sparseMotions(
  driving: Tensor,
  source: Tensor,
  size: { readonly rows: number; readonly columns: number },
  jacobians?: Jacobians,
): Tensor {
  const [k = 0] = expectShape('driving keypoints', driving, [undefined, 2]);
  expectShape('source keypoints', source, [k, 2]);
  if (jacobians)
    for (const [name, matrices] of Object.entries(jacobians)) expectShape(`${name} Jacobians`, matrices, [k, 2, 2]);
  const { rows, columns } = size;
  const flows = tensor([k + 1, rows, columns, 2]);
  let at = 0;
  const fill = (flow: (x: number, y: number) => readonly [number, number]): void => {
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        const [x, y] = flow(coordinate(c, columns), coordinate(r, rows));
        flows.data[at++] = x;
        flows.data[at++] = y;
      }
  };
  fill((x, y) => [x, y]);
  for (let n = 0; n < k; n++) {
    const [xDriving, yDriving] = pointAt(driving, n);
    const [xSource, ySource] = pointAt(source, n);
    const [a, b, c, d] = jacobians ? relative(matrixAt(jacobians.source, n), matrixAt(jacobians.driving, n)) : identity;
    fill((x, y) => {
      const [dx, dy] = [x - xDriving, y - yDriving];
      return [a * dx + b * dy + xSource, c * dx + d * dy + ySource];
    });
  }
  return flows;
}

/** A 2x2 matrix, row by row. */
type Matrix = readonly [number, number, number, number];

const identity: Matrix = [1, 0, 0, 1];

const pointAt = ({ data }: Tensor, n: number): readonly [number, number] => [data[2 * n]!, data[2 * n + 1]!];

function matrixAt({ data }: Tensor, n: number): Matrix {
  const at = 4 * n;
  return [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!];
}

/** `s d^-1`. */
function relative([s0, s1, s2, s3]: Matrix, [d0, d1, d2, d3]: Matrix): Matrix {
  const determinant = d0 * d3 - d1 * d2;
  return [
    (s0 * d3 - s1 * d2) / determinant,
    (s1 * d0 - s0 * d1) / determinant,
    (s2 * d3 - s3 * d2) / determinant,
    (s3 * d0 - s2 * d1) / determinant,
  ];
}

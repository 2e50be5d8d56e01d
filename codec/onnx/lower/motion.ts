import type { Operator } from '../../network/operator.js';
import type { Shape } from '../../tensor/tensor.js';
import { type Emitter, type Unnamed, unnamed } from './emitter.js';
import { grid } from './grid.js';

type Of<Kind extends Operator['kind']> = Extract<Operator, { kind: Kind }>;
type Pair = readonly [string, string];

/** Many flows are one that is n times as high, so that what is sampled stands there once. */
export function gridSample(
  [x, flow]: Pair,
  [[c = 0], flows]: readonly [Shape, Shape],
  { alignCorners }: Of<'gridSample'>,
  to: Emitter,
): Unnamed {
  const attributes = { mode: 'bilinear', padding_mode: 'zeros', align_corners: Number(alignCorners) };
  if (flows.length === 3) return unnamed('GridSample', [x, flow], attributes);
  const [n = 0, h = 0, w = 0] = flows;
  const high = to.add('Reshape', [flow, to.ints(1, n * h, w, 2)]);
  const sampled = to.add('GridSample', [x, high], attributes);
  const parted = to.add('Reshape', [sampled, to.ints(1, c, n, h, w)]);
  return unnamed('Transpose', [parted], { perm: [0, 2, 1, 3, 4] });
}

/** Keypoints at every place: `[k, 1, 1, 2]`. */
const everywhere = (keypoints: string, k: number, to: Emitter): string =>
  to.add('Reshape', [keypoints, to.ints(1, k, 1, 1, 2)]);

/** `exp(-|z - driving|^2 / (2 variance)) - exp(-|z - source|^2 / (2 variance))`, behind zeros. */
export function heatmaps([driving, source]: Pair, [k = 0]: Shape, op: Of<'heatmaps'>, to: Emitter): Unnamed {
  const { rows, columns, variance } = op;
  const z = grid(rows, columns, [1, 1, rows, columns, 2], to);
  const [now, before] = [driving, source].map(keypoints => {
    const away = to.add('Sub', [z, everywhere(keypoints, k, to)]);
    const squared = to.add('ReduceSumSquare', [away], { axes: [4], keepdims: 0 });
    return to.add('Exp', [to.add('Div', [squared, to.scalar(-2 * variance)])]);
  }) as [string, string];
  const size = [1, 1, rows, columns];
  const background = to.floats(`zeros ${size.join('x')}`, size, () => new Float32Array(rows * columns));
  return unnamed('Concat', [background, to.add('Sub', [now, before])], { axis: 1 });
}

/** `J (z - driving) + source`, behind `z`; without Jacobians, J is the identity. */
export function sparseMotions(
  [driving, source]: Pair,
  [k = 0]: Shape,
  { rows, columns }: Of<'sparseMotions'>,
  jacobians: readonly string[],
  to: Emitter,
): Unnamed {
  const z = grid(rows, columns, [1, 1, rows, columns, 2], to);
  let moved = to.add('Sub', [z, everywhere(driving, k, to)]);
  const [of, relativeTo] = [jacobians[1], jacobians[0]];
  if (of !== undefined && relativeTo !== undefined) {
    // Places are rows here: (J v)^T = v^T J^T.
    const vectors = to.add('Reshape', [moved, to.ints(1, k, rows * columns, 2)]);
    const transposed = to.add('Transpose', [relative(of, relativeTo, k, to)], { perm: [0, 1, 3, 2] });
    moved = to.add('Reshape', [to.add('MatMul', [vectors, transposed]), to.ints(1, k, rows, columns, 2)]);
  }
  return unnamed('Concat', [z, to.add('Add', [moved, everywhere(source, k, to)])], { axis: 1 });
}

/** `S D^-1` of matrices `[k, 2, 2]`: by the adjugate of D and its determinant, `d0 d3 - d1 d2`. */
function relative(s: string, d: string, k: number, to: Emitter): string {
  const elements = to.add('Reshape', [d, to.ints(1, k, 4)]);
  const [d0, d1, d2, d3] = [0, 1, 2, 3].map(i => to.add('Gather', [elements, to.ints(i)], { axis: 2 })) as [
    string,
    string,
    string,
    string,
  ];
  const negative = (x: string): string => to.add('Neg', [x]);
  const adjugate = to.add('Concat', [d3, negative(d1), negative(d2), d0], { axis: 2 });
  const determinant = to.add('Sub', [to.add('Mul', [d0, d3]), to.add('Mul', [d1, d2])]);
  const product = to.add('MatMul', [s, to.add('Reshape', [adjugate, to.ints(1, k, 2, 2)])]);
  return to.add('Div', [product, to.add('Reshape', [determinant, to.ints(1, k, 1, 1)])]);
}

/** `[n, 1, h, w]` before `[n, c, h, w]`, and all of it channels. */
export function interleave([maps, pictures]: Pair, [n = 0, c = 0, h = 0, w = 0]: Shape, to: Emitter): Unnamed {
  const alone = to.add('Unsqueeze', [maps, to.ints(2)]);
  const pairs = to.add('Concat', [alone, pictures], { axis: 2 });
  return unnamed('Reshape', [pairs, to.ints(1, n * (1 + c), h, w)]);
}

/** Masks `[n, h, w, 1]` by flows, summed over n. */
export function combineMotions([masks, motions]: Pair, to: Emitter): Unnamed {
  const weighted = to.add('Mul', [to.add('Unsqueeze', [masks, to.ints(4)]), motions]);
  return unnamed('ReduceSum', [weighted, to.ints(1)], { keepdims: 0 });
}

import { expectShape } from '../tensor/expect-shape.js';
import { elements, type Tensor, tensor } from '../tensor/tensor.js';

/**
 * Bilinear samples at the places that a flow names, as PyTorch's `grid_sample`: what lies outside counts as zero.
 * A coordinate x stands for the column `(x + 1) / 2 (w - 1)` with aligned corners, otherwise `((x + 1) w - 1) / 2`.
 *
 * @param x `[c, h, w]`
 * @param flow `[h', w', 2]`, x before y, or n flows `[n, h', w', 2]`; a coordinate that is no number counts as outside
 * @returns `[c, h', w']`, or `[n, c, h', w']`
 */
export function gridSample(x: Tensor, flow: Tensor, { alignCorners }: { readonly alignCorners: boolean }): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of a grid sample', x, Array(3));
  const many = flow.shape.length === 4;
  const expected = [undefined, undefined, 2];
  const [rows = 0, columns = 0] = expectShape('a flow', flow, many ? [undefined, ...expected] : expected).slice(-3);
  const flows = flow.shape.slice(0, -3);
  const y = tensor([...flows, channels, rows, columns]);
  const plane = rows * columns;
  for (let n = 0; n < elements(flows); n++)
    for (let i = 0; i < plane; i++) {
      const at = 2 * (n * plane + i);
      const column = placeOf(flow.data[at]!, width, alignCorners);
      const row = placeOf(flow.data[at + 1]!, height, alignCorners);
      // Said this way round so that what is no number is outside, too.
      if (!(column > -1 && column < width && row > -1 && row < height)) continue;
      const [left, top] = [Math.floor(column), Math.floor(row)];
      const [u, v] = [column - left, row - top];
      // A sample outside gets no weight, and the place of one inside.
      const [w0, w1] = [left < 0 ? 0 : 1 - u, left + 1 < width ? u : 0];
      const [h0, h1] = [top < 0 ? 0 : 1 - v, top + 1 < height ? v : 0];
      const [c0, c1] = [Math.max(left, 0), Math.min(left + 1, width - 1)];
      const [r0, r1] = [Math.max(top, 0) * width, Math.min(top + 1, height - 1) * width];
      for (let c = 0; c < channels; c++) {
        const from = c * height * width;
        const upper = x.data[from + r0 + c0]! * w0 + x.data[from + r0 + c1]! * w1;
        const lower = x.data[from + r1 + c0]! * w0 + x.data[from + r1 + c1]! * w1;
        y.data[(n * channels + c) * plane + i] = upper * h0 + lower * h1;
      }
    }
  return y;
}

/** Where among `count` samples a coordinate lies. */
const placeOf = (x: number, count: number, alignCorners: boolean): number =>
  alignCorners ? ((x + 1) / 2) * (count - 1) : ((x + 1) * count - 1) / 2;

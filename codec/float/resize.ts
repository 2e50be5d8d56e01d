import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/** Twice as high and wide, every sample four times: `[c, h, w]` -> `[c, 2 h, 2 w]`. */
export function upsampleNearest(x: Tensor): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of an upsampling', x, Array(3));
  const y = tensor([channels, 2 * height, 2 * width]);
  for (let row = 0; row < channels * height; row++)
    for (let i = 0; i < width; i++) {
      const to = 4 * row * width + 2 * i;
      const sample = x.data[row * width + i]!;
      y.data[to] = y.data[to + 1] = y.data[to + 2 * width] = y.data[to + 2 * width + 1] = sample;
    }
  return y;
}

/** Twice as high and wide, bilinear with align_corners = true: `[c, h, w]` -> `[c, 2 h, 2 w]`. */
export function upsampleBilinear(x: Tensor): Tensor {
  const [, height = 0, width = 0] = expectShape('the input of an upsampling', x, Array(3));
  return resizeBilinear(x, 2 * height, 2 * width, { alignCorners: true });
}

/**
 * Bilinear resize `[c, h, w]` -> `[c, rows, columns]`, as PyTorch's `interpolate`. Sample i of n is taken from
 * `i (old - 1) / (n - 1)` with aligned corners, otherwise from `(i + 0.5) old / n - 0.5`, held within the input. Nothing
 * is smoothed before a size gets smaller.
 */
export function resizeBilinear(
  x: Tensor,
  rows: number,
  columns: number,
  { alignCorners }: { readonly alignCorners: boolean },
): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of a resize', x, Array(3));
  const y = tensor([channels, rows, columns]);
  const down = placesOf(rows, height, alignCorners);
  const across = placesOf(columns, width, alignCorners);
  let to = 0;
  for (let c = 0; c < channels; c++)
    for (const { low: top, high: bottom, fraction: v } of down) {
      const above = (c * height + top) * width;
      const below = (c * height + bottom) * width;
      for (const { low, high, fraction: u } of across) {
        const upper = x.data[above + low]! * (1 - u) + x.data[above + high]! * u;
        const lower = x.data[below + low]! * (1 - u) + x.data[below + high]! * u;
        y.data[to++] = upper * (1 - v) + lower * v;
      }
    }
  return y;
}

/** The same with align_corners = false for a flow, whose coordinates come last: `[h, w, 2]` -> `[rows, columns, 2]`. */
export function resizeFlow(flow: Tensor, rows: number, columns: number): Tensor {
  const [height = 0, width = 0] = expectShape('a flow', flow, [undefined, undefined, 2]);
  const planes = tensor([2, height, width]);
  for (let i = 0; i < height * width; i++) {
    planes.data[i] = flow.data[2 * i]!;
    planes.data[height * width + i] = flow.data[2 * i + 1]!;
  }
  const resized = resizeBilinear(planes, rows, columns, { alignCorners: false });
  const y = tensor([rows, columns, 2]);
  for (let i = 0; i < rows * columns; i++) {
    y.data[2 * i] = resized.data[i]!;
    y.data[2 * i + 1] = resized.data[rows * columns + i]!;
  }
  return y;
}

/** Between which two samples of `old` each of `count` lies, and how far from the first. */
function placesOf(count: number, old: number, alignCorners: boolean) {
  return Array.from({ length: count }, (_, i) => {
    const aligned = count > 1 ? (i * (old - 1)) / (count - 1) : 0;
    const place = alignCorners ? aligned : Math.max(0, ((i + 0.5) * old) / count - 0.5);
    const low = Math.min(Math.floor(place), old - 1);
    return { low, high: Math.min(low + 1, old - 1), fraction: place - low };
  });
}

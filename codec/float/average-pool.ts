import { expectShape } from '../tensor/expect-shape.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

/**
 * Means of 2x2 samples: `[c, h, w]` -> `[c, h / 2, w / 2]`, rounded down: a last odd row or column counts for nothing.
 */
export function averagePool(x: Tensor): Tensor {
  const [channels = 0, height = 0, width = 0] = expectShape('the input of a pool', x, Array(3));
  const y = tensor([channels, Math.floor(height / 2), Math.floor(width / 2)]);
  let to = 0;
  for (let c = 0; c < channels; c++)
    for (let r = 0; r + 1 < height; r += 2) {
      const above = (c * height + r) * width;
      const below = above + width;
      for (let i = 0; i + 1 < width; i += 2)
        y.data[to++] = (x.data[above + i]! + x.data[above + i + 1]! + x.data[below + i]! + x.data[below + i + 1]!) / 4;
    }
  return y;
}

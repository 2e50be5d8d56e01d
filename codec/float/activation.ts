import type { Tensor } from '../tensor/tensor.js';

/** `max(x, 0)`, of a tensor of any shape. */
export const relu = ({ shape, data }: Tensor): Tensor => ({ shape, data: data.map(x => (x > 0 ? x : 0)) });

/** `1 / (1 + exp(-x))`, of a tensor of any shape. */
export const sigmoid = ({ shape, data }: Tensor): Tensor => ({ shape, data: data.map(x => 1 / (1 + Math.exp(-x))) });

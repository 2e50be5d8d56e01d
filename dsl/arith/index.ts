/** Sums of products, and what becomes of them. */
export { dot } from './dot.js';
export { type DualSums, dualDot, dualProduct } from './dual.js';
export { matVec } from './mat-vec.js';
export type { Ints, Numbers } from './operand.js';
export { range } from './range.js';
export { requantize, requantizeModel } from './requantize.js';
export { type Scale, scaleOf, scalesOf } from './scale.js';
export { sumTree } from './sum-tree.js';

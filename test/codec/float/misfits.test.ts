import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { averagePool } from '../../../codec/float/average-pool.js';
import { batchNorm } from '../../../codec/float/batch-norm.js';
import { add, concat, multiply } from '../../../codec/float/combine.js';
import { conv } from '../../../codec/float/conv.js';
import { expectedJacobian } from '../../../codec/float/expected.js';
import { gridSample } from '../../../codec/float/grid-sample.js';
import { heatmaps } from '../../../codec/float/heatmaps.js';
import { combineMotions, interleave } from '../../../codec/float/motion.js';
import { resizeFlow } from '../../../codec/float/resize.js';
import { shrink, shrinkKernel } from '../../../codec/float/shrink.js';
import { sparseMotions } from '../../../codec/float/sparse-motions.js';
import { tensor } from '../../../codec/tensor/tensor.js';

const misfits = suite('operators and tensors that do not fit');
const of = (...shape: number[]) => tensor(shape);
const size = { rows: 4, columns: 4 };
const four = { weight: of(4), bias: of(4), mean: of(4), variance: of(4) };

for (const [what, act, message] of [
  [
    'conv of a vector',
    () => conv(of(3), of(4, 3, 3, 3), of(4)),
    /the input of a convolution must have the shape \?x\?x\?, not 3$/,
  ],
  [
    'conv of other channels',
    () => conv(of(2, 8, 8), of(4, 3, 3, 3), of(4)),
    /weights of 4x3x3x3 in 1 group do not fit an input of 2/,
  ],
  [
    'conv of odd groups',
    () => conv(of(6, 8, 8), of(4, 2, 3, 3), of(4), { groups: 3 }),
    /weights of 4x2x3x3 in 3 groups do not fit/,
  ],
  ['conv with another bias', () => conv(of(3, 8, 8), of(4, 3, 3, 3), of(3)), /the bias must have the shape 4, not 3$/],
  [
    'conv of too small an input',
    () => conv(of(3, 2, 9), of(4, 3, 3, 3), of(4)),
    /a kernel of 3x3 is larger than its padded input/,
  ],
  [
    'conv by half a sample',
    () => conv(of(3, 8, 8), of(4, 3, 3, 3), of(4), { stride: 0.5 }),
    /the stride must be a whole number from 1 on, not 0.5$/,
  ],
  [
    'conv of less than nothing around',
    () => conv(of(3, 8, 8), of(4, 3, 3, 3), of(4), { padding: -1 }),
    /the padding must be a whole number from 0 on, not -1$/,
  ],
  [
    'conv of half a group',
    () => conv(of(2, 8, 8), of(4, 4, 3, 3), of(4), { groups: 0.5 }),
    /the number of groups must be a whole number from 1 on, not 0.5$/,
  ],
  ['batchNorm', () => batchNorm(of(3, 2, 2), four), /the weight must have the shape 3, not 4$/],
  ['averagePool', () => averagePool(of(4, 4)), /the input of a pool must have the shape/],
  ['concat', () => concat(of(1, 4, 4), of(1, 4, 5)), /the second input must have the shape \?x4x4, not 1x4x5$/],
  ['add', () => add(of(1, 4, 4), of(2, 4, 4)), /the second input must have the shape 1x4x4, not 2x4x4$/],
  ['multiply', () => multiply(of(2, 4, 4), of(2, 4, 4)), /the map must have the shape 1x4x4, not 2x4x4$/],
  [
    'gridSample',
    () => gridSample(of(3, 4, 4), of(2, 4, 4), { alignCorners: true }),
    /a flow must have the shape \?x\?x2, not 2x4x4$/,
  ],
  ['resizeFlow', () => resizeFlow(of(2, 4, 4), 8, 8), /a flow must have the shape \?x\?x2, not 2x4x4$/],
  ['shrink', () => shrink(of(3, 8, 8), of(1, 1, 5, 5), 2), /the Gaussian must have the shape 3x1x\?x\?, not 1x1x5x5$/],
  [
    'shrink by nothing',
    () => shrink(of(3, 8, 8), of(3, 1, 5, 5), 0),
    /the factor of a shrink must be .* from 1 on, not 0$/,
  ],
  [
    'shrinkKernel of no shrink',
    () => shrinkKernel(3, 1),
    /the factor of a shrink must be a whole number from 2 on, not 1$/,
  ],
  ['a tensor of half a row', () => of(3, 1.5, 2), /a size of a tensor must be a whole number from 0 on, not 1.5$/],
  [
    'expectedJacobian',
    () => expectedJacobian(of(3, 4, 4), of(8, 4, 4)),
    /the matrices must have the shape 12x4x4, not 8x4x4$/,
  ],
  ['heatmaps', () => heatmaps(of(3, 2), of(2, 2), size), /source keypoints must have the shape 3x2, not 2x2$/],
  [
    'sparseMotions',
    () => sparseMotions(of(3, 2), of(3, 2), size, { driving: of(3, 4), source: of(3, 2, 2) }),
    /driving Jacobians must have the shape 3x2x2, not 3x4$/,
  ],
  [
    'interleave',
    () => interleave(of(3, 4, 4), of(2, 3, 4, 4)),
    /the pictures must have the shape 3x\?x4x4, not 2x3x4x4$/,
  ],
  [
    'combineMotions',
    () => combineMotions(of(3, 4, 4), of(3, 4, 4)),
    /the motions must have the shape 3x4x4x2, not 3x4x4$/,
  ],
] as const)
  misfits(`${what} says what does not fit`, () => {
    assert.throws(act, (error: unknown) => error instanceof RangeError && message.test(error.message));
  });

misfits('a coordinate that is no number, or infinite, counts as outside', () => {
  const flow = tensor([2, 2, 2], Float32Array.of(Number.NaN, 0, 0, Infinity, -Infinity, Number.NaN, 0, 0));
  const ones = tensor([1, 3, 3], new Float32Array(9).fill(1));
  for (const alignCorners of [true, false])
    assert.equal([...gridSample(ones, flow, { alignCorners }).data], [0, 0, 0, 1]);
});

misfits.run();

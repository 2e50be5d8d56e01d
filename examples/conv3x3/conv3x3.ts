/**
 * A 3x3 convolution on a picture that streams by, in INT8: a window, dot products, requantization, AXI4-Stream.
 *
 *   grace verilog examples/conv3x3/conv3x3.ts -o out
 */
import {
  axiDomain,
  axisIn,
  axisOut,
  dot,
  i8,
  inDomain,
  module,
  range,
  requantize,
  type Scale,
  scaleOf,
  vec,
} from 'grace-hdl';

export interface Conv3x3Spec {
  /** Size of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Channels of a pixel that comes, and of one that leaves. */
  readonly inputs: number;
  readonly outputs: number;
  /** `weights[output][row][column][input]`, -128 to 127. */
  readonly weights: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly bias: readonly number[];
  readonly scale: readonly Scale[];
}

/** With ReLU; one pixel per cycle, zeros beyond the border. */
export const conv3x3 = module(
  'conv3x3',
  (spec: Conv3x3Spec) => ({
    s_axis: axisIn(vec(i8, spec.inputs)),
    m_axis: axisOut(vec(i8, spec.outputs)),
  }),
  (io, { width, height, outputs, weights, bias, scale }) => {
    const windows = io.s_axis.window({ rows: 3, cols: 3, width, height, pad: 'zero' });
    const sums = windows.map(w => range(outputs).map(o => dot(w, weights[o]!).add(bias[o]!)), { stages: 3 });
    const pixels = sums.map(acc => acc.map((sum, o) => requantize(sum, scale[o]!).max(0).sat(i8)), { stages: 2 });
    pixels.skid().into(io.m_axis);
  },
);

const blur = [
  [[1], [2], [1]],
  [[2], [4], [2]],
  [[1], [2], [1]],
];
const edges = [
  [[-1], [0], [1]],
  [[-2], [0], [2]],
  [[-1], [0], [1]],
];

/** A grey picture, blurred and with its vertical edges. */
export default inDomain(axiDomain, () =>
  conv3x3({
    ...{ width: 64, height: 48, inputs: 1, outputs: 2 },
    weights: [blur, edges],
    bias: [0, 0],
    scale: [scaleOf(1 / 16), scaleOf(1 / 4)],
  }),
);

import { axisIn, axisOut, dot, i8, module, range, requantize, type Scale, vec } from 'grace-hdl';

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

/** A 3x3 convolution with ReLU on a picture that streams by: one pixel per cycle, zeros beyond the border. */
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

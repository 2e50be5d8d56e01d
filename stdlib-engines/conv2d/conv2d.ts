import {
  axisIn,
  axisOut,
  i8,
  lanewise,
  matVec,
  module,
  requantize,
  type SIntType,
  sint,
  type UIntType,
  u8,
  type Vec,
  vec,
  vecOf,
} from '../../dsl/index.js';
import { type Conv2dSpec, checkSpec, kernelOf } from './spec.js';

/**
 * A convolution over a picture that streams by: `kernel x kernel` neighbourhoods with zeros beyond the border, all
 * inputs and outputs of a pixel at once, so it takes and gives one pixel per cycle, pictures without a gap.
 *
 *     y[o] = requantize(bias[o] + sum of weights[o][row][col][i] * x[i] at (row, col), scale[o]), then the activation
 *
 * Ports: AXI4-Stream `s_axis` with `inputs` bytes and `m_axis` with `outputs` bytes per pixel, rows from the top, pixels
 * from the left. Latency: of the window, and 6 cycles. Both handshakes are registered at both ends. Multipliers:
 * `rows * cols * inputs * outputs` by constants, and one per output to rescale; memory: `rows` lines of the picture.
 * `conv2dModel` gives the same bits.
 *
 * @throws RangeError for a specification that contradicts itself.
 */
export const conv2d = module(
  'conv2d',
  (spec: Conv2dSpec) => ({
    s_axis: axisIn(vec(byte(spec.from), spec.inputs), { last: spec.last ?? false }),
    m_axis: axisOut(vec(byte(spec.to), spec.outputs), { last: spec.last ?? false }),
  }),
  (io, spec) => {
    checkSpec(spec);
    const { width, height, weights, scale } = spec;
    const windows = io.s_axis.window({ ...kernelOf(spec), width, height, pad: 'zero' });
    const sums = windows.map(w => addBias(matVec(weights, w), spec.bias), { stages: 3 });
    const pixels = sums.map(sum => clamp(activate(requantize(sum, scale), spec), byte(spec.to)), { stages: 2 });
    pixels.skid().into(io.m_axis);
  },
);

type Sums = Vec<SIntType>;

const byte = (format: 'i8' | 'u8' = 'i8'): SIntType<8> | UIntType<8> => (format === 'u8' ? u8 : i8);

function addBias(sums: Sums, bias: readonly number[]): Sums {
  if (bias.every(value => value === 0)) return sums;
  const bits = 1 + Math.max(...bias.map(value => Math.ceil(Math.log2(Math.abs(value) + 1))));
  return lanewise((sum, b) => sum.add(b), sums, vecOf(sint(bits), bias));
}

function activate(y: Sums, { activation = 'none', scale }: Conv2dSpec): Sums {
  if (activation === 'none') return y;
  const floors = scale.map(({ zero = 0 }) => zero);
  if (floors.every(floor => floor === 0)) return lanewise(v => v.max(0), y);
  return lanewise((v, floor) => v.max(floor), y, vecOf(y.type.element, floors));
}

function clamp<T extends SIntType | UIntType>(y: Sums, type: T): Vec<T> {
  const clamped: Vec = lanewise(v => v.sat(type as SIntType), y);
  return clamped;
}

import { expectShape } from '../tensor/expect-shape.js';
import { expectWhole } from '../tensor/expect-whole.js';
import { type Tensor, tensor } from '../tensor/tensor.js';

export interface ConvOptions {
  /** Step between samples, 1 unless given. */
  readonly stride?: number;
  /** Rows and columns of zeros on each side, 0 unless given. */
  readonly padding?: number;
  /** Into how many groups channels are parted, each seeing only its own; 1 unless given. */
  readonly groups?: number;
}

/** Output channels that share each load of a sample; two columns share each load of a weight. */
const block = 4;

/**
 * Two-dimensional convolution, without turning the kernel round, as in PyTorch's `conv2d`:
 * `y[o, r, c] = bias[o] + sum over i, u, v of weight[o, i, u, v] x[i, r stride + u - padding, c stride + v - padding]`.
 * Sums are in double precision.
 *
 * @param x `[in, h, w]`
 * @param weight `[out, in / groups, kernel rows, kernel columns]`
 * @param bias `[out]`, or none
 * @returns `[out, (h + 2 padding - rows) / stride + 1, (w + 2 padding - columns) / stride + 1]`, rounded down
 * @throws RangeError if shapes do not fit, the kernel is larger than the padded input, or an option is no whole number, from
 * 1 on, and from 0 on the padding
 */
export function conv(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  { stride = 1, padding = 0, groups = 1 }: ConvOptions = {},
): Tensor {
  expectWhole('the stride', stride, 1);
  expectWhole('the padding', padding, 0);
  expectWhole('the number of groups', groups, 1);
  const [inChannels = 0, height = 0, width = 0] = expectShape('the input of a convolution', x, Array(3));
  const [outChannels = 0, depth = 0, kernelRows = 0, kernelColumns = 0] = expectShape('the weights', weight, Array(4));
  if (outChannels % groups !== 0 || depth * groups !== inChannels)
    throw new RangeError(
      `weights of ${weight.shape.join('x')} in ${groups} group${groups === 1 ? '' : 's'} do not fit an input of ${inChannels} channels`,
    );
  if (bias) expectShape('the bias', bias, [outChannels]);
  const rows = Math.floor((height + 2 * padding - kernelRows) / stride) + 1;
  const columns = Math.floor((width + 2 * padding - kernelColumns) / stride) + 1;
  if (rows < 1 || columns < 1)
    throw new RangeError(`a kernel of ${kernelRows}x${kernelColumns} is larger than its padded input`);

  const y = tensor([outChannels, rows, columns]);
  const padded = pad(x, padding);
  const [, paddedRows = 0, paddedColumns = 0] = padded.shape;
  const offsets = tapOffsets(padded, depth, kernelRows, kernelColumns);
  const perGroup = outChannels / groups;
  for (let group = 0; group < groups; group++) {
    const input = padded.data.subarray(group * depth * paddedRows * paddedColumns);
    for (let o = group * perGroup; o < (group + 1) * perGroup; o += block) {
      const count = Math.min(block, (group + 1) * perGroup - o);
      const planes = y.data.subarray(o * rows * columns, (o + count) * rows * columns);
      const taps = { offsets, ...sideBySide(weight, bias, o, count) };
      fill(planes, [rows, columns], input, stride * paddedColumns, stride, taps);
    }
  }
  return y;
}

/** What an output is the sum of: for each tap where it lies in the padded input, and its weights for all of a block. */
interface Taps {
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Computes the planes of a block of output channels, which may be fewer than `block` at the end. */
function fill(
  y: Float32Array,
  [rows, columns]: readonly [number, number],
  x: Float32Array,
  rowStep: number,
  columnStep: number,
  { offsets, weights, biases }: Taps,
): void {
  const plane = rows * columns;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c += 2) {
      // Behind an odd number of columns the last one is computed twice.
      const next = Math.min(c + 1, columns - 1);
      const left = r * rowStep + c * columnStep;
      const right = r * rowStep + next * columnStep;
      let [p0, p1, p2, p3] = [biases[0]!, biases[1]!, biases[2]!, biases[3]!];
      let [q0, q1, q2, q3] = [p0, p1, p2, p3];
      for (let tap = 0, w = 0; tap < offsets.length; tap++, w += block) {
        const offset = offsets[tap]!;
        const p = x[left + offset]!;
        const q = x[right + offset]!;
        const w0 = weights[w]!;
        const w1 = weights[w + 1]!;
        const w2 = weights[w + 2]!;
        const w3 = weights[w + 3]!;
        p0 += p * w0;
        p1 += p * w1;
        p2 += p * w2;
        p3 += p * w3;
        q0 += q * w0;
        q1 += q * w1;
        q2 += q * w2;
        q3 += q * w3;
      }
      put(y, r * columns + c, plane, p0, p1, p2, p3);
      put(y, r * columns + next, plane, q0, q1, q2, q3);
    }
}

/** Puts the sums of a place into the planes that there are. */
function put(y: Float32Array, at: number, plane: number, s0: number, s1: number, s2: number, s3: number): void {
  y[at] = s0;
  if (y.length > plane) y[at + plane] = s1;
  if (y.length > 2 * plane) y[at + 2 * plane] = s2;
  if (y.length > 3 * plane) y[at + 3 * plane] = s3;
}

/** Where each tap lies in the padded input, from that of the first. */
function tapOffsets({ shape }: Tensor, depth: number, rows: number, columns: number): Int32Array {
  const [, paddedRows = 0, paddedColumns = 0] = shape;
  const offsets = new Int32Array(depth * rows * columns);
  for (let i = 0, tap = 0; i < depth; i++)
    for (let u = 0; u < rows; u++)
      for (let v = 0; v < columns; v++) offsets[tap++] = (i * paddedRows + u) * paddedColumns + v;
  return offsets;
}

/** Weights of `count` channels from `o`, those of a tap side by side, and zeros in the place of channels there are none of. */
function sideBySide(weight: Tensor, bias: Tensor | undefined, o: number, count: number): Omit<Taps, 'offsets'> {
  const taps = weight.data.length / weight.shape[0]!;
  const weights = new Float64Array(block * taps);
  const biases = new Float64Array(block);
  for (let i = 0; i < count; i++) {
    biases[i] = bias?.data[o + i] ?? 0;
    for (let tap = 0; tap < taps; tap++) weights[block * tap + i] = weight.data[(o + i) * taps + tap]!;
  }
  return { weights, biases };
}

/** With zeros around. */
function pad(x: Tensor, padding: number): Tensor {
  if (padding === 0) return x;
  const [channels = 0, height = 0, width = 0] = x.shape;
  const y = tensor([channels, height + 2 * padding, width + 2 * padding]);
  for (let row = 0; row < channels * height; row++) {
    const channel = Math.floor(row / height);
    const to = (row + (2 * channel + 1) * padding) * (width + 2 * padding) + padding;
    y.data.set(x.data.subarray(row * width, (row + 1) * width), to);
  }
  return y;
}

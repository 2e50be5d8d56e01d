import type { FusedConv } from '../fuse/graph.js';
import { phaseKernel, phaseTap } from '../integer/conv/phase.js';
import { tensor } from '../tensor/tensor.js';

/**
 * The parameters of the four phases of a convolution behind nearest doubling, as those of one with four times the outputs:
 * weights that meet the same pixel are added up, so that it is their sum that is rounded.
 *
 * @returns weights `[4 out, in, m, m]`, m = (kernel + 1) / 2, and biases `[4 out]`
 */
export function phaseParameters({ weights, bias, kernel }: Pick<FusedConv, 'weights' | 'bias' | 'kernel'>) {
  const [outputs, inputs] = weights.shape as readonly [number, number];
  const m = phaseKernel(kernel);
  const sums = new Float64Array(4 * outputs * inputs * m * m);
  for (let phase = 0; phase < 4; phase++)
    weights.data.forEach((w, at) => {
      const row = phaseTap(kernel, phase >> 1, Math.floor(at / kernel) % kernel);
      const column = phaseTap(kernel, phase & 1, at % kernel);
      const channel = phase * outputs * inputs + Math.floor(at / kernel ** 2);
      sums[(channel * m + row) * m + column]! += w;
    });
  return {
    weights: tensor([4 * outputs, inputs, m, m], Float32Array.from(sums)),
    bias: tensor(
      [4 * outputs],
      Float32Array.from({ length: 4 * outputs }, (_, at) => bias.data[at % outputs]!),
    ),
  };
}

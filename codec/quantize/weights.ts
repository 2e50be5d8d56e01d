import type { FusedConv } from '../fuse/graph.js';
import { largest } from './calibration/method.js';

/** Weights of 8 bits. */
export interface QuantizedWeights {
  readonly weights: Int8Array;
  readonly bias: Int32Array;
  /** What 1 of a sum is worth, for each output channel. */
  readonly steps: readonly number[];
}

/** More than this a bias must not be, so that sums stay within 32 bits. */
const mostBias = 2 ** 30;

/**
 * Weights per output channel, symmetric: the greatest becomes 127. Inputs of different steps have theirs within the weights, so
 * that all products of a sum are worth the same.
 *
 * @param inputSteps what 1 of each input channel is worth
 * @param means of the input channels: the bias then makes up for what rounded weights add on average, as if the border were like
 * the middle (Nagel et al., "Data-free quantization through weight equalization and bias correction", 2019)
 */
export function quantizeWeights(
  { weights, bias }: Pick<FusedConv, 'weights' | 'bias'>,
  inputSteps: readonly number[],
  means?: ArrayLike<number>,
): QuantizedWeights {
  const outputs = bias.data.length;
  const each = weights.data.length / outputs;
  const taps = each / inputSteps.length;
  const result = new Int8Array(weights.data.length);
  const biases = new Int32Array(outputs);
  const steps = Array.from({ length: outputs }, (_, o) => {
    const real = Float64Array.from(
      weights.data.subarray(o * each, (o + 1) * each),
      (w, at) => w * inputSteps[Math.floor(at / taps)]!,
    );
    const greatest = real.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    // A bias that is great beside its weights makes them coarser; a channel without both is 0 in any step.
    const step = Math.max(greatest / largest, Math.abs(bias.data[o]!) / mostBias) || 1e-9;
    let missing = 0;
    real.forEach((w, at) => {
      const whole = Math.round(w / step);
      result[o * each + at] = whole;
      const input = Math.floor(at / taps);
      if (means) missing += ((w - whole * step) * means[input]!) / inputSteps[input]!;
    });
    biases[o] = Math.round((bias.data[o]! + missing) / step);
    return step;
  });
  return { weights: result, bias: biases, steps };
}

import type { Operator } from '../network/operator.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';

type BatchNorm = Extract<Operator, { kind: 'batchNorm' }>;

/** A normalisation by running statistics as `x * gain + offset` for each channel, in doubles. */
export function affineOf(op: BatchNorm, weights: Weights): { readonly gain: number[]; readonly offset: number[] } {
  const of = (name: string): number[] => [...weights.get(name)!.data];
  const [scale, shift, mean, variance] = [of(op.weight), of(op.bias), of(op.mean), of(op.variance)];
  const gain = scale.map((weight, c) => weight / Math.sqrt(variance[c]! + op.epsilon));
  return { gain, offset: shift.map((bias, c) => bias - mean[c]! * gain[c]!) };
}

/** The parameters of a convolution with the normalisation that follows it: `w' = w * gain`, `b' = b * gain + offset`. */
export function folded(
  weights: Tensor,
  bias: Tensor,
  { gain, offset }: { readonly gain: readonly number[]; readonly offset: readonly number[] },
): { readonly weights: Tensor; readonly bias: Tensor } {
  const each = weights.data.length / gain.length;
  return {
    weights: tensor(
      weights.shape,
      weights.data.map((w, at) => w * gain[Math.floor(at / each)]!),
    ),
    bias: tensor(
      bias.shape,
      bias.data.map((b, c) => b * gain[c]! + offset[c]!),
    ),
  };
}

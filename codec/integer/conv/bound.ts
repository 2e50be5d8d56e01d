import { CodecError } from '../../error.js';
import type { ConvSpec } from './sums.js';

/**
 * Holds that no sum of a convolution can exceed 32 bits: 128 times the sizes of its weights, and the size of its bias, are the
 * most that comes out, whatever comes in.
 *
 * @param name what the error calls the layer
 * @throws CodecError
 */
export function checkSums(name: string, { weights, bias }: Pick<ConvSpec, 'weights' | 'bias'>): void {
  const each = weights.length / bias.length;
  for (const [channel, start] of bias.entries()) {
    let size = 0;
    for (let at = channel * each; at < (channel + 1) * each; at++) size += Math.abs(weights[at]!);
    const largest = 128 * size + Math.abs(start);
    if (largest < 2 ** 31) continue;
    throw new CodecError(
      `the sum of channel ${channel} of ${name} may reach ${largest}, and 32 bits hold ${2 ** 31 - 1}`,
      'a layer with so many inputs has to be split; a bias as great as that is a sign of a scale that has gone wrong',
    );
  }
}

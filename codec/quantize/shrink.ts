import { CodecError } from '../error.js';
import type { FusedShrink } from '../fuse/graph.js';
import type { ShrinkLayer } from '../integer/network.js';

/**
 * The Gaussian of a shrink as taps along columns and rows, in 32768ths; what rounding leaves goes to the one in the middle.
 *
 * @throws CodecError if it is none that can be parted so, or is not the same for all colours
 */
export function quantizeShrink({ name, shape, input, gaussian, factor, style }: FusedShrink): ShrinkLayer {
  const size = gaussian.shape[2]!;
  const rows = Array.from({ length: size }, (_, r) =>
    gaussian.data.subarray(r * size, (r + 1) * size).reduce((sum, w) => sum + w, 0),
  );
  const parted = gaussian.data.every((w, at) => {
    const [r, c] = [Math.floor(at / size) % size, at % size];
    return Math.abs(w - rows[r]! * rows[c]!) < 1e-5;
  });
  if (!parted)
    throw new CodecError(
      `${name}: the filter that a picture is shrunk by is no Gaussian of sum 1`,
      'take the weights of a published network, or of the training script here',
    );
  const taps = rows.map(row => Math.round(row * 32768));
  taps[(size - 1) / 2]! += 32768 - taps.reduce((sum, tap) => sum + tap, 0);
  return { kind: 'shrink', name, shape, format: { type: 'i8', step: 1 / 127 }, input, taps, factor, style };
}

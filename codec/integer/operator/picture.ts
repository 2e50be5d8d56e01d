import { pictureIn } from '../../../stdlib-engines/quantized/picture.js';
import type { IntegerArray } from '../tensor.js';

/** Bytes of a picture as activations. */
export function pictureMaps(bytes: IntegerArray): Int8Array {
  const table = Int8Array.from({ length: 256 }, (_, byte) => pictureIn(byte));
  return Int8Array.from(bytes, byte => table[byte]!);
}

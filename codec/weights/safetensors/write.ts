import { CodecError } from '../../error.js';
import { floatToHalf } from '../half.js';
import { quote } from '../quote.js';
import type { WeightsFile } from '../weights.js';
import { elementBytes } from './header.js';
import { layOut } from './lay-out.js';

/**
 * A safetensors file. The same weights give the same bytes: tensors stand in the order of their names, by UTF-16 code
 * units, the metadata in that of its keys before them, and the header is padded with blanks so that data begin at a
 * multiple of 8.
 *
 * @param format `F32` keeps every bit; `F16` takes half the space and rounds to the nearest, which errs by 1/2048 of a
 * value at most while it is 2^-14 or larger
 * @throws CodecError if a weight is too large for `F16`
 */
export function writeSafetensors(
  { weights, metadata = {} }: Pick<WeightsFile, 'weights'> & Partial<WeightsFile>,
  format: 'F32' | 'F16' = 'F32',
): Uint8Array {
  const names = [...weights.keys()].sort();
  const parts = names.map(name => ({ name, format, shape: weights.get(name)!.shape }));
  const { bytes, start } = layOut(parts, metadata);
  const size = elementBytes[format]!;
  const view = new DataView(bytes.buffer);
  let at = start;
  for (const name of names)
    for (const value of weights.get(name)!.data) {
      if (format === 'F32') view.setFloat32(at, value, true);
      else view.setUint16(at, half(value, name), true);
      at += size;
    }
  return bytes;
}

function half(value: number, name: string): number {
  const bits = floatToHalf(value);
  if ((bits & 0x7fff) === 0x7c00 && Number.isFinite(value))
    throw new CodecError(`${quote(name)} holds ${value}, which is too large for F16`, 'write F32');
  return bits;
}

import { CodecError } from '../../error.js';
import { floatToHalf } from '../half.js';
import { quote } from '../quote.js';
import type { WeightsFile } from '../weights.js';

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
  const size = format === 'F32' ? 4 : 2;
  const names = [...weights.keys()].sort();
  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push(['__metadata__', Object.fromEntries(sortedEntries(metadata))]);
  let end = 0;
  for (const name of names) {
    const { shape, data } = weights.get(name)!;
    const from = end;
    end += data.length * size;
    header.push([name, { dtype: format, shape, data_offsets: [from, end] }]);
  }
  const text = new TextEncoder().encode(toJson(header));
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(start + end).fill(0x20, 8, start);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(start - 8), true);
  bytes.set(text, 8);
  let at = start;
  for (const name of names)
    for (const value of weights.get(name)!.data) {
      if (format === 'F32') view.setFloat32(at, value, true);
      else view.setUint16(at, half(value, name), true);
      at += size;
    }
  return bytes;
}

const sortedEntries = (record: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** An object with its keys in the given order; `JSON.stringify` would put those first that look like numbers. */
const toJson = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;

function half(value: number, name: string): number {
  const bits = floatToHalf(value);
  if ((bits & 0x7fff) === 0x7c00 && Number.isFinite(value))
    throw new CodecError(`${quote(name)} holds ${value}, which is too large for F16`, 'write F32');
  return bits;
}

import { type Entry, elementBytes } from './header.js';

/**
 * A safetensors file with its header, and room for the tensors behind it, back to back in the order given. The header is
 * padded with blanks so that they begin at a multiple of 8; the keys of the metadata stand in the order of their UTF-16 code
 * units.
 *
 * @returns the bytes, and where the first tensor begins in them
 */
export function layOut(
  tensors: readonly Pick<Entry, 'name' | 'format' | 'shape'>[],
  metadata: Readonly<Record<string, string>> = {},
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly start: number } {
  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push(['__metadata__', Object.fromEntries(sortedEntries(metadata))]);
  let end = 0;
  for (const { name, format, shape } of tensors) {
    const from = end;
    end += shape.reduce((product, side) => product * side, elementBytes[format]!);
    header.push([name, { dtype: format, shape, data_offsets: [from, end] }]);
  }
  const text = new TextEncoder().encode(toJson(header));
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.set(text, 8);
  return { bytes, start };
}

const sortedEntries = (record: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** An object with its keys in the given order; `JSON.stringify` would put those first that look like numbers. */
const toJson = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;

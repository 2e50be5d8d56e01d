import { halfToFloat } from './half.js';

/** Formats of floats that weights come in: IEEE 754 and bfloat16, little-endian. */
export type FloatFormat = 'F64' | 'F32' | 'F16' | 'BF16';

/** Bytes of one float. */
export const bytesOf: Readonly<Record<FloatFormat, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

const float = new Float32Array(1);
const bitsOfFloat = new Uint32Array(float.buffer);

/** bfloat16 is the upper half of a float. */
function brainToFloat(bits: number): number {
  bitsOfFloat[0] = bits << 16;
  return float[0]!;
}

const getters: Readonly<Record<FloatFormat, (view: DataView, at: number) => number>> = {
  F64: (view, at) => view.getFloat64(at, true),
  F32: (view, at) => view.getFloat32(at, true),
  F16: (view, at) => halfToFloat(view.getUint16(at, true)),
  BF16: (view, at) => brainToFloat(view.getUint16(at, true)),
};

/** The floats in some bytes. Those of 64 bits are rounded to the nearest. */
export function decodeFloats(bytes: Uint8Array, format: FloatFormat): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const get = getters[format];
  const size = bytesOf[format];
  const floats = new Float32Array(bytes.length / size);
  for (let i = 0; i < floats.length; i++) floats[i] = get(view, i * size);
  return floats;
}

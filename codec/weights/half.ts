/** The float that IEEE 754 half-precision bits mean. Every half is a float, so nothing is lost. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The bits of the half nearest to a float, of two the even one; from 65520 on they mean infinity. */
export function floatToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  // A half is a multiple of 2 ** (exponent - 10), and all below 2 ** -14 share its exponent.
  const exponent = Math.max(-14, exponentOf(size));
  // The leading one of a normal half adds to the exponent, and so does a carry into the next power of two.
  return sign | (roundToEven(size * 2 ** (10 - exponent)) + (exponent + 14) * 1024);
}

const float = new Float32Array(1);
const bitsOfFloat = new Uint32Array(float.buffer);

/** `floor(log2(value))` of a normal positive float, -127 below those. */
function exponentOf(value: number): number {
  float[0] = value;
  return (bitsOfFloat[0]! >>> 23) - 127;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

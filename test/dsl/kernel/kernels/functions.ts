import {
  type Arr,
  type i8,
  type i16,
  type i20,
  kernel,
  range,
  sat,
  type u5,
  u8,
  type u16,
  type u32,
  unroll,
} from 'grace-hdl';

/** 1 / (1 + e^-x), x in units of 1/16, the result of 1/256: from a table of its upper half. */
const half = Array.from({ length: 128 }, (_, i) => Math.min(255, Math.round(256 / (1 + Math.exp(-i / 16)))));
export const sigmoidTable = kernel((x: i16): u8 => {
  const at = Math.min(Math.abs(x), 127);
  const y = half[at]!;
  return x < 0 ? 256 - y : y;
});

/** The same by a parabola (x from -4 to 4 in units of 2^-8). */
export const sigmoidPolynomial = kernel((x: i16): u8 => {
  const near = Math.min(Math.abs(x), 1023);
  const gap = 1024 - near;
  const tail = (gap * gap) >> 13;
  return sat(x < 0 ? tail : 256 - tail, u8);
});

/** The largest number whose square is not larger, a bit at a time. */
export const squareRoot = kernel((x: u32): u16 => {
  let root = 0;
  for (const step of unroll(16)) {
    const trial = root | (1 << (15 - step));
    if (trial * trial <= x) root = trial;
  }
  return root;
});

/** Turns a vector by an angle (a turn is 2^16), with shifts and additions alone. */
const angles = Array.from({ length: 12 }, (_, i) => Math.round((Math.atan(2 ** -i) / (2 * Math.PI)) * 65536));
export const cordic = kernel((x0: i16, y0: i16, angle: i16): [i20, i20] => {
  let x: i20 = x0;
  let y: i20 = y0;
  let rest: i20 = angle >> 1;
  for (const i of unroll(12)) {
    const [dx, dy] = [y >> i, x >> i];
    const left = rest >= 0;
    x = left ? x - dx : x + dx;
    y = left ? y + dy : y - dy;
    rest = left ? rest - angles[i]! : rest + angles[i]!;
  }
  return [x, y];
});

/** How many zeros stand before the first one. */
export const leadingZeros = kernel((x: u16): u5 => {
  let count = 16;
  for (const i of unroll(16)) if ((x >> i) & 1) count = 15 - i;
  return count;
});

/** CRC-32 (IEEE 802.3) of 4 bytes, a bit at a time. */
export const crc32 = kernel((bytes: Arr<u8, 4>): u32 => {
  let crc: u32 = 0xffffffff;
  for (const i of range(4)) {
    crc = crc ^ bytes[i]!;
    for (const _ of unroll(8)) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
  }
  return crc ^ 0xffffffff;
});

/** Products with powers of two, which take no multiplier. */
export const powersOfTwo = kernel((x: i8, y: u8): i20[] => [x * 2, -1 * x, x * -128, 64 * y, y * -4, -1024 * (x * 1)]);

import {
  type Arr,
  bit,
  div,
  i8,
  type i16,
  kernel,
  pipeline,
  range,
  rem,
  roundShr,
  sat,
  type u2,
  type u3,
  type u4,
  u8,
  type u16,
  u31,
  unroll,
  wrap,
} from 'grace-hdl';

/** A kernel for each form of the language, to be held against the function as it is written. */
export interface Pixel {
  readonly red: u8;
  readonly green: u8;
}
type Point = { x: i8; y: i8 };
const offset = 3;
const gamma = Uint8Array.from({ length: 16 }, (_, i) => Math.round(15 * (i / 15) ** 0.45));
const sobel = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
];
const palette = [
  { red: 10, green: 20 },
  { red: 30, green: 40 },
];
const double = kernel((x: i16) => x * 2);

export const operators = kernel((a: i16, b: i8) => ({
  sum: a + b,
  difference: a - b,
  product: a * b,
  bits: [a & b, a | b, a ^ b, ~a] as const,
  shifts: [a << 3, a >> 3, a >> (b & 7)] as const,
  compared: [a < b, a <= b, a > b, a >= b, a === b, a !== b],
  logic: [a > 0 && b > 0, a > 0 || b > 0, !(a > 0)],
  ends: [Math.min(a, b, 5), Math.max(a, b), Math.abs(a)] as const,
  quotients: [div(a, b), rem(a, b), Math.trunc(a / 3)] as const,
  cut: [sat(a, i8), wrap(a, u8), roundShr(a, 3), bit(a, 2)] as const,
  negative: -a,
}));
/** Indices that lie within the array only since they are constants. */
export const butterflies = kernel((x: Arr<u8, 6>): Arr<u16, 6> => {
  const y: Arr<u16, 6> = [0, 0, 0, 0, 0, 0];
  for (const i of unroll(6)) y[rem(i * 5, 6)] = x[i ^ 1]! + x[(i & 4) | 1]!;
  return y;
});
export const assignments = kernel((a: u8, b: u8) => {
  let x: number = a;
  x += b;
  x -= 3;
  x *= 2;
  x <<= 1;
  x >>= 2;
  x &= 0xff;
  x |= 1;
  x ^= 2;
  x++;
  --x;
  return x;
});
export const records = kernel((p: Pixel, { x, y }: Point, [low, high]: [u4, u4]) => {
  const moved = { ...p, red: p.red + x };
  const { red, ...rest } = moved;
  return { red, green: rest.green, pair: [y, low + high], at: { x, y } };
});
export const swapped = kernel((a: u8, b: u8): [u8, u8] => {
  let [x, y] = [a, b];
  if (x > y) [x, y] = [y, x];
  return [x, y];
});
export const early = kernel((x: i8) => {
  if (x < 0) return 0;
  const y = x * 3;
  if (y > 100) {
    return 100;
  } else if (y > 50) {
    const z = y - 50;
    return z + 50;
  }
  return y;
});
export const table = kernel((i: u4): u8 => gamma[i]!);
export const fromPalette = kernel((i: u2) => palette[i & 1]!);
export const pixelAt = kernel((pixels: Arr<Pixel, 4>, i: u2) => pixels[i]!.red + pixels[0]!.green);
export const edge = kernel((window: Arr<u8, 3, 3>) => {
  let sum = 0;
  for (const r of unroll(3)) for (const c of unroll(3)) sum += sobel[r]![c]! * window[r]![c]!;
  return sum;
});
export const edgeLoops = kernel((window: Arr<u8, 3, 3>) => {
  let sum = 0;
  for (const r of range(3)) for (const c of pipeline(3, { ii: 1 })) sum += sobel[r]![c]! * window[r]![c]!;
  return sum;
});
export const matrix = kernel((a: Arr<i8, 3, 2>, b: Arr<i8, 2, 3>) => {
  const c = Array.from({ length: 3 }, () => [0, 0, 0]);
  for (const i of range(3))
    for (const j of range(3)) {
      let sum = 0;
      for (const k of range(2)) sum += a[i]![k]! * b[k]![j]!;
      c[i]![j] = sum;
    }
  return c;
});
export const sorted = kernel((x: Arr<i8, 5>): Arr<i8, 5> => {
  const y = [...x];
  for (const end of unroll(4))
    for (const i of unroll(4 - end)) {
      const [low, high] = [Math.min(y[i]!, y[i + 1]!), Math.max(y[i]!, y[i + 1]!)];
      y[i] = low;
      y[i + 1] = high;
    }
  return y;
});
export const histogram = kernel((x: Arr<u3, 32>) => {
  const bins: Arr<u8, 8> = new Array(8).fill(0);
  for (const i of range(32)) if (x[i]! > 0) bins[x[i]!]! += 1;
  return bins;
});
export const shifted = kernel((x: Arr<i8, 6>) => {
  const line = [0, 0, 0];
  let best = 0;
  for (const i of pipeline(6)) {
    line[2] = line[1]!;
    line[1] = line[0]!;
    line[0] = x[i]!;
    best = Math.max(best, line[0] + 2 * line[1] + line[2]);
  }
  return best;
});
export const fibonacci = kernel((n: u4) => {
  let [a, b] = [0, 1];
  for (const i of range(15))
    if (i < n) {
      const next = a + b;
      a = b;
      b = next;
    }
  return a;
});
export const crc = kernel((x: u16) => {
  let rest: number = x;
  for (const _ of range(32)) rest = wrap((rest >> 1) ^ (bit(rest, 0) === 1 ? 0x6db88320 : 0), u31);
  return rest;
});
export const inner = kernel((x: i8, y: i8) => {
  const first = scaled(y);
  function clamp(v: number, low: number, high: number): number {
    return Math.min(Math.max(v, low), high);
  }
  function scaled(v: number): number {
    return clamp(v * offset, -100, 100);
  }
  return first + scaled(x) + clamp(double(y), 0, 50) + double.plain(x);
});
export const methods = kernel((x: Arr<i8, 4>) => ({
  squares: x.map(v => v * v),
  sum: x.reduce((a, b) => a + b, 0),
  middle: x.slice(1, 3),
  indexed: x.map((v, i) => v * i),
  copied: Array.from(x, v => v + 1),
}));
export const neighbours = kernel((x: Arr<u8, 4>) => {
  let sum = 0;
  for (const i of range(4)) sum += (i > 0 ? x[i - 1]! : 0) + (i < 3 ? x[i + 1]! : 0);
  return sum;
});
export const bounded = kernel((x: i16, y: u16): u8 => {
  let z = x + y;
  if (z > 255) z = 255;
  else if (z < 0) z = 0;
  return z;
});
const powers = (n: number) => {
  const count = n + 1;
  return kernel((x: u4): Arr<u16, typeof count> => {
    const y: number[] = [1];
    const all = Array.from({ length: count }, () => 0);
    all[0] = y[0]!;
    for (const i of unroll(n)) all[i + 1] = all[i]! * x;
    return all;
  });
};
export const cube = powers(3);

import {
  type Arr,
  i8,
  type i16,
  type i20,
  type i24,
  type i32,
  kernel,
  pipeline,
  range,
  roundShr,
  sat,
  unroll,
} from 'grace-hdl';

/** Nine products, and their sum. */
export const dot9 = kernel((x: Arr<i8, 9>, w: Arr<i8, 9>): i20 => {
  let acc = 0;
  for (const i of unroll(9)) acc += x[i]! * w[i]!;
  return acc;
});

/** From a sum to a number of 8 bits: times a constant, rounded, clamped. */
export const requantize = kernel((sum: i20): i8 => sat(roundShr(sum * 25801, 21), i8));

/** A filter whose sum is clamped. */
const taps = [-3, 12, -28, 90, 90, -28, 12, -3];
export const fir = kernel((x: Arr<i8, 8>): i8 => {
  let acc = 0;
  for (const i of unroll(8)) acc += x[i]! * taps[i]!;
  return sat(roundShr(acc, 7), i8);
});

/** Two matrices of 4 by 4: a dot product at a time, whose products overlap. */
export const matmul = kernel((a: Arr<i8, 4, 4>, b: Arr<i8, 4, 4>): Arr<i20, 4, 4> => {
  const c: Arr<i20, 4, 4> = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  for (const row of range(4))
    for (const column of range(4)) {
      let acc: i20 = 0;
      for (const k of pipeline(4, { ii: 1 })) acc += a[row]![k]! * b[k]![column]!;
      c[row]![column] = acc;
    }
  return c;
});

/** The discrete cosine transform of 8 numbers: cosines in units of 2^-8. */
const cosines = Array.from({ length: 8 }, (_, k) =>
  Array.from({ length: 8 }, (_, n) => Math.round(256 * Math.cos((Math.PI * (2 * n + 1) * k) / 16))),
);
export const dct8 = kernel((x: Arr<i8, 8>): Arr<i24, 8> => {
  const y: Arr<i24, 8> = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const k of unroll(8)) {
    let acc = 0;
    for (const n of unroll(8)) acc += x[n]! * cosines[k]![n]!;
    y[k] = acc;
  }
  return y;
});

/** One product, of the size that a DSP block has. */
export const product = kernel((a: i16, b: i16): i32 => a * b);

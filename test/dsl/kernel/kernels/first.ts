import {
  type Arr,
  i8,
  type i16,
  type i20,
  i64,
  kernel,
  range,
  roundShr,
  sat,
  type u4,
  type u8,
  unroll,
} from 'grace-hdl';

export const dot9 = kernel((x: i8[], w: i8[]): i20 => {
  let acc = 0;
  for (const i of unroll(9)) acc += x[i]! * w[i]!;
  return acc;
});
export const fir = (taps: number[]) => {
  const n = taps.length;
  return kernel((x: Arr<i8, typeof n>): i20 => {
    let acc = 0;
    for (const i of range(n)) acc += x[i]! * taps[i]!;
    return acc;
  });
};
export const clamp = kernel((x: i16): u8 => (x > 255 ? 255 : x < 0 ? 0 : x));
export const hist = kernel((x: Arr<u4, 100>): Arr<u8, 16> => {
  const h: Arr<u8, 16> = new Array(16).fill(0);
  for (const i of range(100)) h[x[i]!]! += 1;
  return h;
});
export const wide = kernel((a: i64, b: i64): i64 => sat(sat(a * b, i8) + (a & b), i64));
export const two = kernel((x: Arr<i8, 9>, w: Arr<i8, 9>): i8 => sat(roundShr(dot9(x, w), 7), i8));
/** Its lengths are those of the kernel that it passes its arrays on to. */
export const passed = kernel((x: i8[], m: i8[][]) => dot3(x, x) + dot9(m[1]!, m[0]!));
const dot3 = kernel((x: Arr<i8, 3>, w: Arr<i8, 3>) => x[0]! * w[0]! + x[x.length - 1]! * w[2]!);

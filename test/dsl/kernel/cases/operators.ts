import { type Arr, type i8, kernel, type u8, type u16 } from 'grace-hdl';

/** Operators that hardware has in another form. */
export const divided = kernel((x: i8, y: i8) => (x / y) as number);
export const remainder = kernel((x: u8) => x % 10);
export const power = kernel((x: u8) => x ** 2);
// biome-ignore lint/suspicious/noDoubleEquals: the case
export const looselyEqual = kernel((x: u8) => (x == 3 ? 1 : 0));
export const unsignedShift = kernel((x: i8) => x >>> 1);
export const nullish = kernel((x: Arr<u8, 2>) => x[0] ?? 0);
export const fraction = kernel((x: u8) => x * 0.3);
export const half = kernel((x: u8) => Math.round(x / 2));
export const truthAsNumber = kernel((x: u8) => ((x > 3) as unknown as number) + 1);
export const plus = kernel((x: u8) => +x);
export const bigint = kernel((x: u8) => x + Number(3n));
export const farShift = kernel((x: u8, n: u16) => x << n);
export const negativeShift = kernel((x: u8, n: i8) => x >> n);
export const vast = kernel((x: u16) => (((x << 900) * x) << 900 > 0 ? 1 : 0));
export const inPassing = kernel((x: u8) => {
  let n: number = x;
  return x > 3 && n++ > 3 ? 1 : 0;
});
export const usedCount = kernel((x: u8) => {
  let n: number = x;
  const before = n++;
  return before + n;
});
// biome-ignore lint/correctness/noPrecisionLoss: the case
export const inexact = kernel((x: u8) => x + 0xffff_ffff_ffff_ffff);

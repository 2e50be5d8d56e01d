import { type Arr, type i8, type i16, kernel, range, type u4, type u8, unroll } from 'grace-hdl';

/** Values that do not fit, and indices that do not exist. */
export const product = kernel((a: i8, b: i8): i8 => a * b);
export const variable = kernel((a: u8, b: u8) => {
  const sum: u8 = a + b;
  return sum;
});
export const negative = kernel((a: u8, b: u8): u8 => a - b);
export const inField = kernel((a: u8): { low: u4; high: u4 } => ({ low: a & 15, high: a }));
export const inArray = kernel((a: Arr<u8, 4>): Arr<u8, 4> => a.map(v => v + 1));
export const carried = kernel((x: Arr<i8, 9>) => {
  let acc: i16 = 0;
  for (const i of range(9)) acc += x[i]! * 64 * x[i]!;
  return acc;
});
export const inStore = kernel((x: Arr<u4, 100>) => {
  const h: Arr<u4, 16> = new Array(16).fill(0);
  for (const i of range(100)) h[x[i]!]! += 1;
  return h;
});
const byte = kernel((x: u8) => x + 1);
export const argument = kernel((x: u8) => byte(x + 1));
export const beyond = kernel((x: Arr<u8, 8>, i: u4) => x[i]!);
export const before = kernel((x: Arr<u8, 8>) => {
  let sum = 0;
  for (const i of range(8)) sum += x[i]! - x[i - 1]!;
  return sum;
});
export const fixedIndex = kernel((x: Arr<u8, 8>) => x[8]!);
export const ofTuple = kernel((p: [u8, i8]) => p[2 as 0]!);
export const ofRow = kernel((x: Arr<u8, 2, 3>) => {
  let sum = 0;
  for (const i of unroll(3)) sum += x[i]![0]!;
  return sum;
});
export const growing = kernel((x: u8) => {
  let y: number = x;
  for (const i of range(300)) y = y * 3 + i;
  return y & 255;
});

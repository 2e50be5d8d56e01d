import { type Arr, type i8, kernel, range, sat, type u2, type u8 } from 'grace-hdl';

/** Values from around a kernel, calls, and arrays under other names. */
let outside = 0;
const pixels = [{ red: 1, green: 2 }, { blue: 3 }];
const scale = (x: number): number => x * 3;
const byte = kernel((x: u8, y: u8) => x + y);
export const assigned = kernel((x: u8) => {
  outside = x;
  return x;
});
export const notYet = () => {
  const early = kernel((x: u8) => x + late);
  early(1);
  const late = 5 + outside;
};
export const helper = kernel((x: u8) => scale(x) + 1);
export const fewer = kernel((x: u8) => (byte as unknown as (x: number) => number)(x));
export const itself: (x: u8) => number = kernel((x: u8): number => itself(x));
export const textWithin = kernel((x: u8) => x + (outside as unknown as { a: number }).a);
export const parameterWritten = kernel((x: Arr<u8, 2>) => {
  x[0] = 1;
  return x[0];
});
const table = [1, 2, 3];
export const tableWritten = kernel((x: u8) => {
  table[0] = x;
  return table[0]!;
});
export const constWritten = kernel((x: u8) => {
  const y = x;
  // @ts-expect-error: the case
  // biome-ignore lint/correctness/noConstAssign: the case
  y = 1;
  return y;
});
export const fieldWritten = kernel((p: { x: u8 }) => {
  p.x = 1;
  return p.x;
});
export const recordsByIndex = kernel((i: u2) => pixels[i & 1]!.red ?? 0);
export const sorted = kernel((x: Arr<u8, 3>) => [...x].sort()[0]!);
export const satWithout = kernel((x: i8) => sat(x, 8 as never));
export const otherKind = kernel((x: u8) => {
  let y: number | number[] = x;
  y = [x];
  return (y as number[])[0]!;
});
export const unassigned = kernel((x: u8) => {
  let y: number;
  if (x > 3) y = x;
  // @ts-expect-error: the case
  return y;
});
export const rebound = kernel((x: Arr<u8, 2>, y: Arr<u8, 2>) => {
  let z = x;
  for (const i of range(2)) if (y[i]! > 3) z = y;
  return z[0]!;
});
export const noField = kernel((p: { x: u8 }) => (p as unknown as { y: u8 }).y);
export const notCalled = kernel((x: u8) => (x as unknown as () => number)());

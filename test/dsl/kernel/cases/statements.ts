import { kernel, range, type u8, unroll } from 'grace-hdl';

/** Statements that are not a kernel's. */
export const counting = kernel((x: u8) => {
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += x;
  return sum;
});
export const overElements = kernel((x: u8[]) => {
  let sum = 0;
  for (const v of x) sum += v;
  return sum;
});
export const varyingLength = kernel((n: u8) => {
  let sum = 0;
  for (const i of range(n)) sum += i;
  return sum;
});
export const broken = kernel((x: u8) => {
  let sum = 0;
  for (const i of unroll(4)) {
    if (x === i) break;
    sum += i;
  }
  return sum;
});
export const switched = kernel((x: u8) => {
  switch (x) {
    case 0:
      return 1;
    default:
      return 2;
  }
});
export const returnInLoop = kernel((x: u8) => {
  for (const i of unroll(4)) if (x === i) return i;
  return 9;
});
export const sometimesReturns = kernel((x: u8) => {
  if (x > 3) return 1;
});
export const thrown = kernel((x: u8) => {
  if (x === 0) throw new Error('zero');
  return x;
});
export const behindReturn = kernel((x: u8) => {
  return x;
  // biome-ignore lint/correctness/noUnreachable: the case
  return 0;
});
export const nothing = kernel((x: u8) => {
  const y = x + 1;
  void y;
});
export const withVar = kernel((x: u8) => {
  var y = x + 1;
  return y;
});
export const strangeII = kernel((x: u8) => {
  let sum = 0;
  for (const i of unroll(x)) sum += i;
  return sum;
});

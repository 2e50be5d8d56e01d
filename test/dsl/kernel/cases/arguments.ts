import { type Arr, type i8, type i64, kernel, type u8 } from 'grace-hdl';

/** Calls from TypeScript. */
const one = kernel((x: i8) => x + 1);
const list = kernel((x: Arr<u8, 2, 2>) => x[0]![0]!);
const truth = kernel((x: boolean) => x);
const pair = kernel((p: { a: u8; b: [u8, u8] }) => p.a + p.b[1]);
const wide = kernel((x: i64): i64 => x);

export const tooLarge = () => one(128);
export const fraction = () => one(0.5);
export const bigint = () => one(1n as never);
export const text = () => one('1' as never);
export const missing = () => (one as unknown as () => number)();
export const shortArray = () => list([[1, 2]]);
export const inRow = () =>
  list([
    [1, 2],
    [3, 400],
  ]);
export const noArray = () => list(3 as never);
export const number = () => truth(1 as never);
export const noRecord = () => pair(3 as never);
export const inTuple = () => pair({ a: 1, b: [2, -1] });
export const shortTuple = () => pair({ a: 1, b: [2] as never });
export const inexact = () => wide(2 ** 60);
export const tooWide = () => wide(1n << 63n);

import { type Arr, type i8, i16, type i64, kernel, sat, type u1, type u8, type u12, type u64 } from 'grace-hdl';

/** Data of every kind, as parameters and as results. */
interface Sample {
  readonly value: i16;
  readonly flags: [ok: boolean, level: u1];
}

export const bits = kernel((x: u1): boolean => x === 1);
export const wide = kernel((x: u64): i64 => (x >> 1) - 5);
export const rows = kernel((x: Arr<i8, 3, 2>): Arr<i16, 2> => [x[0]![0]! * x[1]![1]!, x[2]![0]! - 1]);
export const truths = kernel((x: Arr<boolean, 4>): Arr<boolean, 2> => [x[0]!, x[3]!]);
export const row = kernel((x: u8[]): u12 => x[0]! + x[1]! + x[2]!);
export const record = kernel((x: Sample): Sample => ({ value: sat(x.value + 1, i16), flags: [!x.flags[0], 1] }));
export const tuple = kernel((x: [u8, i8]): [i8, { a: u8 }] => [x[1], { a: x[0] }]);
export const samples = kernel(
  (x: Arr<Sample, 2>): Arr<{ sum: u8 }, 3> => [{ sum: x[0]!.flags[1] }, { sum: x[1]!.flags[1] }, { sum: 7 }],
);
export const grid = kernel((x: u8): { rows: Arr<u8, 2, 3> } => ({
  rows: [
    [x, x, x],
    [0, 1, 2],
  ],
}));

import { type Arr, type i8, kernel, range, type u3, type u8 } from 'grace-hdl';

/** Types that say too little, or that hardware does not have. */
interface Derived extends Base {
  readonly b: u8;
}
interface Base {
  readonly a: u8;
}
export const noType = kernel(x => x + 1);
export const plainNumber = kernel((x: number) => x + 1);
export const text = kernel((x: string) => x.length);
export const tooWide = kernel((x: i65) => x + 1);
type i65 = number & { readonly __i65?: 1 };
export const either = kernel((x: u8 | i8) => x + 1);
export const derived = kernel((p: Derived) => p.a + p.b);
export const optional = kernel((p: { a?: u8 }) => p.a ?? 0);
export const byDefault = kernel((x: u8 = 3) => x + 1);
export const elsewhere = kernel((p: import('./types.js').Pixel) => p.red);
export interface Pixel {
  readonly red: u8;
}
export const lengthUnknown = kernel((x: u8[], i: u3) => x[i]!);
export const lengthAsked = kernel((x: u8[]) => {
  let sum = 0;
  for (const i of range(x.length)) sum += x[i]!;
  return sum;
});
export const strangeLength = kernel((x: Arr<u8, 0>) => x.length);
export const otherForm = kernel((x: u8): { a: u8; b: u8 } => ({ a: x }) as never);
export const otherLength = kernel((x: u8): [u8, u8] => [x] as never);
export const truthForNumber = kernel((x: u8): u8 => (x > 3) as never);
export const wide = kernel((x: u8) => x << 60);
export const lengthInRecord = kernel((p: { a: u8[] }) => p.a[0]!);
export const lengthOfRecords = kernel((p: { a: u8 }[]) => p[0]!.a);
export const neverIndexed = kernel((_x: u8[], y: u8) => y);

import { expectTypeOf } from 'expect-type';
import { type Bool, i8, input, module, output, reg, type SInt, sint, type UInt, u8, uint, wire } from 'grace-hdl';

/** What the editor shows for widths. The type checker is the test: nothing here runs. */
export function literalWidthsAreKnown(a: UInt<8>, b: UInt<8>, s: SInt<16>, c: Bool): void {
  expectTypeOf(reg(u8)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(reg(uint(12), { init: 5 })).toEqualTypeOf<UInt<12>>();
  expectTypeOf(wire(i8)).toEqualTypeOf<SInt<8>>();
  expectTypeOf(wire(sint(20))).toEqualTypeOf<SInt<20>>();

  expectTypeOf(a.add(b)).toEqualTypeOf<UInt<9>>();
  expectTypeOf(a.sub(b)).toEqualTypeOf<SInt<9>>();
  expectTypeOf(a.mul(b)).toEqualTypeOf<UInt<16>>();
  expectTypeOf(s.mul(s)).toEqualTypeOf<SInt<32>>();
  expectTypeOf(a.addWrap(b)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(a.addWrap(1)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(a.and(b).not()).toEqualTypeOf<UInt<8>>();
  expectTypeOf(a.lt(b)).toEqualTypeOf<Bool>();
  expectTypeOf(s.eq(-3)).toEqualTypeOf<Bool>();
  expectTypeOf(a.extend(12)).toEqualTypeOf<UInt<12>>();
  expectTypeOf(a.trunc(uint(3))).toEqualTypeOf<UInt<3>>();
  expectTypeOf(s.neg()).toEqualTypeOf<SInt<17>>();
  expectTypeOf(s.abs()).toEqualTypeOf<UInt<16>>();
  expectTypeOf(a.asSInt()).toEqualTypeOf<SInt<8>>();
  expectTypeOf(a.toSInt()).toEqualTypeOf<SInt<9>>();
  expectTypeOf(c.mux(a, b)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(c.and(true)).toEqualTypeOf<Bool>();
}

export function aWidthThatIsOnlyANumberIsNeverAnError(n: number, any: UInt, wide: UInt<100>, a: UInt<8>): void {
  expectTypeOf(uint(n)).toEqualTypeOf<ReturnType<typeof uint<number>>>();
  expectTypeOf(reg(uint(n))).toEqualTypeOf<UInt<number>>();
  expectTypeOf(any.add(a)).toEqualTypeOf<UInt<number>>();
  expectTypeOf(a.add(any)).toEqualTypeOf<UInt<number>>();
  expectTypeOf(wide.add(a)).toEqualTypeOf<UInt<number>>();
  any.set(a);
  a.set(any);
  a.set(wide.trunc(n));
  any.addWrap(a);
  a.addWrap(any);
}

export function aDifferentWidthOrSignIsAnError(byte: UInt<8>, nibble: UInt<4>, signed: SInt<8>, flag: Bool): void {
  // @ts-expect-error 8 bits into 4
  nibble.set(byte);
  // @ts-expect-error 4 bits into 8: extension is said
  byte.set(nibble);
  // @ts-expect-error a sign
  byte.set(signed);
  // @ts-expect-error 4 bits beside 8, and no width to wrap to
  byte.addWrap(nibble);
  // @ts-expect-error one sign only
  byte.add(signed);
  // @ts-expect-error a number is no condition
  flag.and(byte);
  byte.set(nibble.extend(8));
  nibble.set(byte.trunc(4));
  byte.set(255);
  byte.set(255n);
}

const adder = module(
  'adder',
  ({ width }: { width: number }) => ({ a: input(u8), b: input(uint(width)), nested: { sum: output(uint(9)) } }),
  (io, { width }) => {
    expectTypeOf(io.a).toEqualTypeOf<UInt<8>>();
    expectTypeOf(io.b).toEqualTypeOf<UInt<number>>();
    expectTypeOf(io.nested.sum).toEqualTypeOf<UInt<9>>();
    expectTypeOf(width).toEqualTypeOf<number>();
  },
);

export function aModuleHasThePortsThatItDeclares(): void {
  const sum = adder({ width: 8 });
  expectTypeOf(sum.a).toEqualTypeOf<UInt<8>>();
  expectTypeOf(sum.nested.sum).toEqualTypeOf<UInt<9>>();
  // @ts-expect-error no such port
  sum.carry;
  // @ts-expect-error the width is needed
  adder();
  // @ts-expect-error a number
  adder({ width: 'wide' });
}

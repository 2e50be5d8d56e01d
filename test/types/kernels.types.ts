import { expectTypeOf } from 'expect-type';
import {
  type Arr,
  type Bool,
  i8,
  type i16,
  type i20,
  type i54,
  type i55,
  type i64,
  input,
  kernel,
  logicOf,
  module,
  type SInt,
  sint,
  streamIn,
  streamOut,
  type UInt,
  type UIntType,
  u8,
  type u9,
  type u53,
  type u54,
  type Vec,
  wrap,
} from 'grace-hdl';

/** What the type checker knows of kernels, which are not run here. */
export const numbers = (): void => {
  const k = kernel((x: i8, y: boolean): i16 => (y ? x : 0));
  expectTypeOf(k).parameters.toEqualTypeOf<[x: number, y: boolean]>();
  expectTypeOf(k).returns.toEqualTypeOf<number>();
  expectTypeOf(k.plain).returns.toEqualTypeOf<i16>();
};

export const beyond53BitsResultsAreBigints = (): void => {
  expectTypeOf(kernel((x: i64): i64 => x)).parameters.toEqualTypeOf<[x: number | bigint]>();
  expectTypeOf(kernel((x: i8): i55 => x)).returns.toEqualTypeOf<bigint>();
  expectTypeOf(kernel((x: i8): u54 => x)).returns.toEqualTypeOf<bigint>();
  expectTypeOf(kernel((x: i8): i54 => x)).returns.toEqualTypeOf<number>();
  expectTypeOf(kernel((x: i8): u53 => x)).returns.toEqualTypeOf<number>();
};

export const arraysTakeTypedArrays = (): void => {
  const k = kernel((x: Arr<i8, 2>, m: Arr<i8, 2, 3>): Arr<i64, 2> => [x[0]!, m[0]![0]!]);
  k(new Int8Array(2), [
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expectTypeOf(k).returns.toEqualTypeOf<bigint[]>();
  // @ts-expect-error: of no numbers
  k(['1', '2'], []);
};

export const lengthsAreToldApart = (): void => {
  const three: Arr<i8, 3> = [1, 2, 3];
  // @ts-expect-error: of another length
  const four: Arr<i8, 4> = three;
  void four;
};

export const recordsAndTuples = (): void => {
  const k = kernel((p: { a: i8; b: [i8, i64] }): { s: i64; t: [boolean, i8] } => ({ s: p.b[1], t: [p.a > 0, p.b[0]] }));
  expectTypeOf(k).parameters.toEqualTypeOf<
    [p: { readonly a: number; readonly b: readonly [number, number | bigint] }]
  >();
  expectTypeOf(k).returns.toEqualTypeOf<{ s: bigint; t: [boolean, number] }>();
};

export const resultsAsHardwareAreThoseThatAreWritten = (): void => {
  module(
    'm',
    () => ({ x: streamIn(u8), y: input(u8), z: streamOut(sint(20)) }),
    io => {
      const one = io.x.map(kernel((x: u8): i20 => x));
      expectTypeOf(one.payload).toEqualTypeOf<SInt<20>>();
      one.map(x => x.sat(20)).into(io.z);
      const record = io.x.map(kernel((x: u8): { a: Arr<u8, 2>; b: boolean } => ({ a: [x, x], b: x > 3 })));
      expectTypeOf(record.payload.a).toEqualTypeOf<Vec<UIntType<8>>>();
      expectTypeOf(record.payload.b).toEqualTypeOf<Bool>();
      expectTypeOf(io.x.map(kernel((x: u8) => x + 1)).type).toBeAny();
      expectTypeOf(io.x.map(kernel((x: u8): [i8, boolean] => [wrap(x, i8), true])).type).toBeAny();
      expectTypeOf(
        logicOf(
          kernel((x: u8): u9 => x),
          io.y,
        ),
      ).toEqualTypeOf<UInt<9>>();
      expectTypeOf(
        logicOf(
          kernel((x: u8) => ({ a: x + 1 })),
          io.y,
        ),
      ).toBeAny();
      // @ts-expect-error: of another width
      io.x.map(kernel((x: u8): i8 => wrap(x, i8))).into(io.z);
    },
  );
};

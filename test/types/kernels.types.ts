import { expectTypeOf } from 'expect-type';
import {
  type Arr,
  type Bool,
  type BoolType,
  type Bundle,
  type BundleType,
  bool,
  bundle,
  i8,
  type i16,
  type i20,
  type i54,
  type i55,
  type i64,
  input,
  kernel,
  kernelModule,
  logicOf,
  module,
  type SInt,
  type SIntType,
  type Sink,
  type Stream,
  sint,
  streamIn,
  streamOut,
  type UInt,
  type UIntType,
  u1,
  u8,
  u16,
  u32,
  type u53,
  type u54,
  type u64,
  uint,
  type Vec,
  type VecType,
  vec,
  wrap,
} from 'grace-hdl';
import type { ElementOf, HardwareOf } from '../../dsl/kernel/index.js';

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

export const dataAsHardware = (): void => {
  expectTypeOf<HardwareOf<u1>>().toEqualTypeOf<UIntType<1>>();
  expectTypeOf<HardwareOf<u64>>().toEqualTypeOf<UIntType<64>>();
  expectTypeOf<HardwareOf<i8>>().toEqualTypeOf<SIntType<8>>();
  expectTypeOf<HardwareOf<i64>>().toEqualTypeOf<SIntType<64>>();
  expectTypeOf<HardwareOf<boolean>>().toEqualTypeOf<BoolType>();
  expectTypeOf<HardwareOf<Arr<i8, 9>>>().toEqualTypeOf<VecType<SIntType<8>>>();
  expectTypeOf<ElementOf<[i8[]]>>().toEqualTypeOf<VecType<SIntType<8>>>();
  expectTypeOf<HardwareOf<Arr<boolean, 3, 2>>>().toEqualTypeOf<VecType<VecType<BoolType>>>();
  expectTypeOf<HardwareOf<[boolean, u8]>>().toEqualTypeOf<BundleType<{ 0: BoolType; 1: UIntType<8> }>>();
  expectTypeOf<HardwareOf<{ readonly a: u8; b: { c: Arr<i16, 2> } }>>().toEqualTypeOf<
    BundleType<{ a: UIntType<8>; b: BundleType<{ c: VecType<SIntType<16>> }> }>
  >();
  expectTypeOf<HardwareOf<Arr<{ a: u8 }, 2, 100>>>().toEqualTypeOf<VecType<VecType<BundleType<{ a: UIntType<8> }>>>>();
  expectTypeOf<ElementOf<[x: u8]>>().toEqualTypeOf<UIntType<8>>();
};

export const whatHasNoWidthMayBeAnything = (): void => {
  expectTypeOf<HardwareOf<number>>().toBeAny();
  expectTypeOf<HardwareOf<i8 | i16>>().toBeAny();
  expectTypeOf<HardwareOf<u8[]>>().toBeAny();
  expectTypeOf<HardwareOf<number[]>>().toBeAny();
  expectTypeOf<HardwareOf<{ a: u8 }[]>>().toBeAny();
  expectTypeOf<HardwareOf<(u8 | boolean)[]>>().toBeAny();
  expectTypeOf<HardwareOf<{ a: number; b: u8 }>>().toEqualTypeOf<
    // biome-ignore lint/suspicious/noExplicitAny: what is expected
    BundleType<{ a: any; b: UIntType<8> }>
  >();
};

const square = kernel((x: u16): u32 => x * x);
const both = kernel((x: Arr<i8, 9>, on: boolean): { sum: i16; over: boolean } => ({ sum: x[0]!, over: on }));
const open = kernel((x: u8) => ({ more: x + 1, same: x }));
const none = kernel((x: u1): boolean => x === 0);

export function logicHasTheTypesOfItsKernel(
  x: UInt<16>,
  v: Vec<SIntType<8>>,
  on: Bool,
  any: UInt,
  byte: UInt<8>,
): void {
  expectTypeOf(logicOf(square, x)).toEqualTypeOf<UInt<32>>();
  expectTypeOf(logicOf(both, v, on)).toEqualTypeOf<Bundle<{ sum: SIntType<16>; over: BoolType }>>();
  expectTypeOf(logicOf(both, [v.at(0), 1, 2, 3, 4, 5, 6, 7, 8], true).sum).toEqualTypeOf<SInt<16>>();
  expectTypeOf(logicOf(open, byte).more).toBeAny();
  expectTypeOf(logicOf(open, byte).same).toEqualTypeOf<UInt<8>>();
  expectTypeOf(logicOf(square, any)).toEqualTypeOf<UInt<32>>();
  x.set(logicOf(open, any).more);
  expectTypeOf(logicOf(kernel as never as typeof square, 7)).toEqualTypeOf<UInt<32>>();
  // @ts-expect-error 8 bits for 16
  logicOf(square, byte);
  // @ts-expect-error signed for unsigned
  logicOf(square, v.at(0));
  // @ts-expect-error an argument more
  logicOf(square, x, x);
  // @ts-expect-error unsigned elements
  logicOf(both, [byte], on);
}

export const streamsThroughKernels = module(
  'through',
  () => ({ x: streamIn(u16), b: streamIn(u8), n: streamIn(u1), wide: streamOut(u32), sum: streamOut(u16) }),
  io => {
    const squared = io.x.map(square, { period: 4 });
    expectTypeOf(squared).toEqualTypeOf<Stream<UIntType<32>>>();
    squared.into(io.wide);
    // @ts-expect-error 32 bits into 16
    squared.into(io.sum);
    // @ts-expect-error 8 bits for 16
    io.b.map(square);
    // @ts-expect-error a kernel of two parameters takes a bundle
    io.b.map(both);
    // A result of no width goes where it fits when it is built.
    const opened = io.b.map(open);
    expectTypeOf(opened.payload.same).toEqualTypeOf<UInt<8>>();
    opened.map(({ more }) => more).into(io.sum);
    // One bit is a Bool as well as a number.
    expectTypeOf(io.n.map(none).map(none)).toEqualTypeOf<Stream<BoolType>>();
    // Ordinary functions are as they were.
    expectTypeOf(io.b.map(x => x.add(1), { period: 4 })).toEqualTypeOf<Stream<UIntType<number>>>();
  },
);

export function openStreamsGoThroughKernels(
  // biome-ignore lint/suspicious/noExplicitAny: nothing known of them
  any: Stream<any>,
  width: Stream<UIntType>,
  pair: Stream<BundleType<{ x: VecType<SIntType<8>>; on: BoolType }>>,
  fields: Stream<BundleType<{ a: UIntType }>>,
  other: Stream<BundleType<{ a: UIntType<7> }>>,
  mixed: Stream<BundleType<{ on: BoolType; x: UIntType; v: VecType<SIntType<8>> }>>,
): void {
  const record = kernel(({ a }: { a: u8 }): u8 => a);
  expectTypeOf(any.map(square)).toEqualTypeOf<Stream<UIntType<32>>>();
  expectTypeOf(width.map(square)).toEqualTypeOf<Stream<UIntType<32>>>();
  expectTypeOf(pair.map(both).payload.sum).toEqualTypeOf<SInt<16>>();
  expectTypeOf(fields.map(record)).toEqualTypeOf<Stream<UIntType<8>>>();
  // @ts-expect-error a field of 7 bits
  other.map(record);
  const two = kernel((on: u1, x: u8, v: Arr<i8, 2>): u8 => (on ? x : v[0]! & 1));
  expectTypeOf(mixed.map(two)).toEqualTypeOf<Stream<UIntType<8>>>();
  // @ts-expect-error no parameter has 7 bits
  other.map(two);
  // @ts-expect-error no parameter has signed elements of 8 bits
  pair.map(kernel((x: Arr<u8, 9>, on: boolean): u8 => (on ? x[0]! : 0)));
}

export const modulesOfKernelsHaveTypedStreams = module(
  'typed',
  () => ({
    x: streamIn(u16),
    y: streamOut(u32),
    wrong: streamOut(uint(31)),
    pair: streamIn(bundle({ x: vec(i8, 9), on: bool })),
  }),
  io => {
    const squares = kernelModule(square, { period: 4 })();
    expectTypeOf(squares.args).toEqualTypeOf<Sink<UIntType<16>>>();
    expectTypeOf(squares.result).toEqualTypeOf<Stream<UIntType<32>>>();
    io.x.into(squares.args);
    squares.result.into(io.y);
    // @ts-expect-error 32 bits into 31
    squares.result.into(io.wrong);
    const pairs = kernelModule(both, { period: 4 })();
    io.pair.into(pairs.args);
    expectTypeOf(pairs.result.payload.over).toEqualTypeOf<Bool>();
    // Without registers its source says which ports there are.
    expectTypeOf(kernelModule(square)().x).toBeAny();
    expectTypeOf(kernelModule(square, { stages: 0 })().x).toBeAny();
    expectTypeOf(kernelModule(square, { arrays: {} })().x).toBeAny();
  },
);

export function kernelsOfAnyKind(some: typeof square | typeof none, general: ReturnType<typeof kernel>): void {
  expectTypeOf(kernelModule(general, { period: 4 })().result).toEqualTypeOf<Stream>();
  expectTypeOf(logicOf(general, 1, 2, 3)).toBeAny();
  void some;
}

export const resultsAsHardwareAreThoseThatAreWritten = module(
  'm',
  () => ({ x: streamIn(u8), y: input(u8), z: streamOut(sint(20)) }),
  io => {
    const one = io.x.map(kernel((x: u8): i20 => x));
    expectTypeOf(one.payload).toEqualTypeOf<SInt<20>>();
    one.map(x => x.sat(20)).into(io.z);
    const record = io.x.map(kernel((x: u8): { a: Arr<u8, 2>; b: boolean } => ({ a: [x, x], b: x > 3 })));
    expectTypeOf(record.payload.a).toEqualTypeOf<Vec<UIntType<8>>>();
    expectTypeOf(record.payload.b).toEqualTypeOf<Bool>();
    const tuple = io.x.map(kernel((x: u8): [i8, boolean] => [wrap(x, i8), true]));
    expectTypeOf(tuple.payload[0]).toEqualTypeOf<SInt<8>>();
    const sum = kernel((x: u8) => x + 1);
    expectTypeOf(io.x.map(sum).type).toBeAny();
    expectTypeOf(io.x.map(sum).payload).toBeAny();
    expectTypeOf(logicOf(sum, io.y)).toBeAny();
    // Elements without a length have as many bits as they need, as numbers without a type do.
    expectTypeOf(io.x.map(kernel((x: u8) => [x, x])).type).toBeAny();
    // @ts-expect-error: of another width
    io.x.map(kernel((x: u8): i8 => wrap(x, i8))).into(io.z);
  },
);

import { expectTypeOf } from 'expect-type';
import {
  axisIn,
  type Bool,
  bundle,
  dot,
  i8,
  module,
  type SInt,
  type SIntType,
  type Sink,
  type Stream,
  streamIn,
  streamOut,
  type UInt,
  type UIntType,
  u8,
  uint,
  type Vec,
  type VecType,
  vec,
  zip,
} from 'grace-hdl';

declare const width: number;

export const payloadsKeepTheirTypes = module(
  'types',
  () => ({
    x: streamIn(u8),
    pixels: axisIn(vec(i8, 3)),
    any: streamOut(uint(width)),
    nine: streamOut(uint(9)),
    pair: streamOut(bundle({ a: uint(width), b: u8 })),
  }),
  io => {
    expectTypeOf(io.x).toEqualTypeOf<Stream<UIntType<8>>>();
    expectTypeOf(io.x.payload).toEqualTypeOf<UInt<8>>();
    expectTypeOf(io.x.fire).toEqualTypeOf<Bool>();
    expectTypeOf(io.pixels.payload.at(0)).toEqualTypeOf<SInt<8>>();

    const [a, b] = io.x.fork();
    expectTypeOf(a).toEqualTypeOf<Stream<UIntType<8>>>();
    expectTypeOf(io.x.map(x => x.add(x))).toEqualTypeOf<Stream<UIntType<9>>>();
    expectTypeOf(io.x.map(x => [x, x])).toEqualTypeOf<Stream<VecType<UIntType<8>>>>();
    expectTypeOf(io.x.map(x => ({ sum: x.add(x) })).payload.sum).toEqualTypeOf<UInt<9>>();
    expectTypeOf(io.pixels.map(p => dot(p, [1, 2, 3]))).toEqualTypeOf<Stream<SIntType<number>>>();
    expectTypeOf(zip({ a, b }).payload.b).toEqualTypeOf<UInt<8>>();
    const shape = { rows: 3, cols: 3, width: 8, height: 8, pad: 'zero' } as const;
    expectTypeOf(io.x.window(shape).payload).toEqualTypeOf<Vec<VecType<UIntType<8>>>>();
    const pairs = io.x.widen(2).window({ ...shape, pixels: 2 });
    expectTypeOf(pairs).toEqualTypeOf<Stream<VecType<VecType<VecType<UIntType<8>>>>>>();
    expectTypeOf(io.pixels.lineBuffer(shape).payload.at(0).at(0)).toEqualTypeOf<SInt<8>>();

    // A width that is only a number goes with any; literal widths that differ do not, nor do other kinds.
    io.x.into(io.any);
    io.x.map(x => ({ a: x, b: x })).into(io.pair);
    // @ts-expect-error 8 bits into 9
    io.x.into(io.nine);
    // @ts-expect-error signed into unsigned
    io.x.map(x => x.asSInt()).into(io.any);
    // @ts-expect-error a field of 9 bits into one of 8
    io.x.map(x => ({ a: x, b: x.add(1).extend(9) })).into(io.pair);
  },
);

/** Streams of a type that is not known yet still go where that type is wanted. */
export const through = <T>(from: Stream<T>, sink: Sink<T>): void => from.skid().into(sink);

/** Nor is a width that a function leaves open an obstacle for a stream or a vector as a whole, in either direction. */
export function openWidthsGoBothWays(
  open: { stream: Stream<UIntType>; sink: Sink<UIntType>; vec: Vec<SIntType>; deep: Stream<VecType<UIntType>> },
  byte: {
    stream: Stream<UIntType<8>>;
    sink: Sink<UIntType<8>>;
    vec: Vec<SIntType<8>>;
    deep: Stream<VecType<UIntType<8>>>;
  },
  seven: { stream: Stream<UIntType<7>>; vec: Vec<SIntType<7>> },
): void {
  const closed: typeof byte = open;
  const opened: typeof open = byte;
  const takes = (_stream: Stream<UIntType<8>>, _vec: Vec<SIntType<8>>): void => {};
  takes(opened.stream, closed.vec);
  // @ts-expect-error 7 bits are not 8
  takes(seven.stream, byte.vec);
  // @ts-expect-error 7 bits are not 8
  takes(byte.stream, seven.vec);
  // @ts-expect-error nor is unsigned signed
  const signed: Stream<SIntType> = open.stream;
  takes(open.stream, signed.payload as never);
}

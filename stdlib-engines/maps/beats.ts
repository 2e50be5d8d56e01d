import {
  type Bool,
  indexType,
  lanewise,
  reg,
  type SIntType,
  type Stream,
  select,
  streamWire,
  type Type,
  type UIntType,
  u8,
  type Vec,
  type VecType,
  vec,
  when,
} from '../../dsl/index.js';

/** Bytes side by side. */
export type Bytes = Stream<VecType<UIntType<8>>>;
/** Words of the map unit: a pixel of a block of channels. */
export type Words = Stream<VecType<SIntType<8>>>;

/** Bytes of what engines take from the other operand, and of an entry of a warp map. */
export const entryBytes = 8;

/** Puts vectors together to vectors of `length`, a multiple of theirs. The last of them makes the element: no latency. */
export function gathered<T extends Type>(parts: Stream<VecType<T>>, length: number): Stream<VecType<T>> {
  const { element, length: each } = parts.type;
  if (each === length) return parts;
  const count = length / each;
  const { sink, stream } = streamWire(vec(element, length) as VecType);
  const held = reg(vec(element, length - each)) as Vec;
  const at = reg(indexType(count), { init: 0 });
  const final = at.eq(count - 1);
  sink.payload.set(held.concat(parts.payload as Vec));
  sink.valid.set(parts.valid.and(final));
  parts.ready.set(final.not().or(sink.ready));
  when(parts.fire, () => {
    at.set(final.mux(0, at.addWrap(1)));
    held.set(count === 2 ? parts.payload : held.slice(each).concat(parts.payload));
  });
  return stream as Stream;
}

/** Takes vectors of bytes apart to vectors of `length`, which divides theirs; with `short` only the first of them is there. */
export function apart(wide: Bytes, length: number, short?: Bool): Bytes {
  const count = wide.type.length / length;
  if (count === 1) return wide;
  const { sink, stream } = streamWire(vec(u8, length));
  const at = reg(indexType(count), { init: 0 });
  const ends = at.eq(count - 1);
  const final = short ? ends.or(short) : ends;
  const parts = Array.from({ length: count }, (_, i) => wide.payload.slice(length * i, length * (i + 1)));
  sink.payload.set(select(at, parts));
  sink.valid.set(wide.valid);
  wide.ready.set(final.and(sink.ready));
  when(sink.fire, () => at.set(final.mux(0, at.addWrap(1))));
  return stream;
}

export const signed = (bytes: Bytes): Words => bytes.map(each => lanewise(byte => byte.asSInt(), each)) as Words;
export const unsigned = (words: Words): Bytes => words.map(each => lanewise(byte => byte.asUInt(), each)) as Bytes;

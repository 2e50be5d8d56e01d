import {
  asBits,
  bundle,
  i16,
  mem,
  type SignalOf,
  type Stream,
  type UInt,
  type UIntType,
  u17,
  type Vec,
  type VecType,
  when,
} from '../../dsl/index.js';

/** Bytes of a motion in memory, which come in fours of 8. */
export const motionBytes = 32;

const coordinates = bundle({ x: u17, y: u17 });
const factors = bundle({ x: i16, y: i16 });

/** A motion as hardware has it: keypoints in 256ths of a pixel, rows of the Jacobian less the identity in 4096ths. */
export interface Motion {
  readonly source: SignalOf<typeof coordinates>;
  readonly driving: SignalOf<typeof coordinates>;
  /** What distances along x and y add to the shift along x; `alongY` to that along y. */
  readonly alongX: SignalOf<typeof factors>;
  readonly alongY: SignalOf<typeof factors>;
}

/**
 * Motions by their number, in distributed memories. `words` are their records, four words of 8 bytes each, two numbers of 32
 * bits in a word; of places the lower 17 count, of Jacobians 16, as in `records` of the sampling engine. `at` is the number of the word. The body takes each word that is there.
 *
 * @param capacity a power of two
 */
export function motionMemory(
  words: Stream<VecType<UIntType<8>>>,
  at: UInt,
  capacity: number,
): (number: UInt) => Motion {
  const style = 'distributed' as const;
  const [source, driving] = [mem(coordinates, capacity, { style }), mem(coordinates, capacity, { style })];
  const [alongX, alongY] = [mem(factors, capacity, { style }), mem(factors, capacity, { style })];
  const bytes = words.payload as Vec<UIntType<8>>;
  const half = (from: number) => asBits(bytes.slice(from, from + 4));
  const [x, y] = [half(0), half(4)];
  const place = { x: x.trunc(17), y: y.trunc(17) };
  const row = { x: x.trunc(16).asSInt(), y: y.trunc(16).asSInt() };
  const which = at.bits(1, 0);
  const number = at.bits(at.width - 1, 2);
  when(words.fire, () => {
    when(which.eq(0), () => source.write(number, place));
    when(which.eq(1), () => driving.write(number, place));
    when(which.eq(2), () => alongX.write(number, row));
    when(which.eq(3), () => alongY.write(number, row));
  });
  return index => ({
    source: source.read(index),
    driving: driving.read(index),
    alongX: alongX.read(index),
    alongY: alongY.read(index),
  });
}

import {
  asBits,
  bundle,
  i16,
  i18,
  mem,
  type SIntType,
  type SignalOf,
  type Stream,
  type UInt,
  type UIntType,
  type Vec,
  type VecType,
  when,
} from '../../dsl/index.js';

/** Bytes of a motion in memory, which come in fours of 8. */
export const motionBytes = 32;

const pair = <Bits extends number>(type: SIntType<Bits>) => bundle({ x: type, y: type });
const coordinates = pair(i18);
const factors = pair(i16);

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
 * bits in a word, of which the lower 18 or 16 count; `at` is the number of the word. The body takes each word that is there.
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
  const half = (from: number) => asBits(bytes.slice(from, from + 4)).asSInt();
  const [x, y] = [half(0), half(4)];
  const which = at.bits(1, 0);
  const number = at.bits(at.width - 1, 2);
  const kinds = [
    [source, i18],
    [driving, i18],
    [alongX, i16],
    [alongY, i16],
  ] as const;
  kinds.forEach(([memory, type], kind) => {
    const written = { x: x.wrap(type as SIntType), y: y.wrap(type as SIntType) };
    when(words.fire.and(which.eq(kind)), () => memory.write(number, written as never));
  });
  return index => ({
    source: source.read(index),
    driving: driving.read(index),
    alongX: alongX.read(index),
    alongY: alongY.read(index),
  });
}

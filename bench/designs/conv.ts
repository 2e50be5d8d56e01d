/**
 * A 3x3 convolution from one channel to eight, over random pictures of 64 x 64 pixels, between a source and a sink that
 * each hold back in half of the cycles. One picture is sent in every slot of `slotCycles` cycles, which is a little more
 * than it takes; at the end of a slot the signature of its result goes into the checksum. So the checksum depends on
 * what comes out and in which order, and not on how many registers the pixels pass.
 */
import {
  asBits,
  i8,
  indexType,
  lanewise,
  lit,
  module,
  mux,
  output,
  reg,
  type SIntType,
  type Stream,
  sint,
  streamWire,
  type UInt,
  u8,
  u32,
  type Vec,
  vec,
  when,
} from 'grace-hdl';
import { bool } from 'grace-hdl';
import { checksumOf } from './checksum.js';

const size = 64;
const outputs = 8;
const slotCycles = 12_288;

/** Weight of output `o` for tap `k` of the window, row by row. */
export const weight = (o: number, k: number): number => (((9 * o + k) * 37 + 11) % 255) - 127;
export const multiplier = (o: number): number => 211 + 61 * o;
export const shift = 17;

export const convBench = module(
  'conv',
  () => ({ checksum: output(u32) }),
  io => {
    const cycle = reg(indexType(slotCycles), { init: 0 });
    const slotEnds = cycle.eq(slotCycles - 1);
    cycle.set(mux(slotEnds, 0, cycle.addWrap(1)));
    const chance = randomWord(0x2545f491);

    const results = convolve(source(slotEnds, chance.bit(3)));

    const signature = reg(u32, { init: 0 });
    results.ready.set(chance.bit(17));
    const bits = asBits(results.payload);
    const folded = bits.bits(63, 32).xor(bits.bits(31, 0)).trunc(32);
    when(slotEnds, () => signature.set(0)).elseWhen(results.fire, () => signature.set(rotate(signature).xor(folded)));
    io.checksum.set(checksumOf(mux(slotEnds, signature, 0)));
  },
);

/** The pixels of one picture after each start, as fast as `pause` lets them go. */
function source(start: UInt | ReturnType<UInt['eq']>, pause: ReturnType<UInt['eq']>): Stream<typeof u8> {
  throw new Error();
}

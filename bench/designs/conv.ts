/**
 * A 3x3 convolution from one channel to eight, over random pictures of 64 x 64 pixels, between a source and a sink that
 * each hold back in half of the cycles. A picture is sent in every slot of `slotCycles` cycles, a little more than it
 * takes; at the end of a slot the signature of its result goes into the checksum. So the checksum tells what came out
 * and in which order, and not how many registers it passed.
 */
import {
  asBits,
  type Bool,
  bool,
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
  type UIntType,
  u8,
  u32,
  type Vec,
  type VecType,
  vec,
  when,
} from 'grace-hdl';
import { checksumOf, rotate } from './checksum.js';
import { randomWord } from './random.js';

const size = 64;
const outputs = 8;
const slotCycles = 10_752;

/** Weight of output `o` for tap `k` of the window, row by row. */
const weight = (o: number, k: number): number => (((9 * o + k) * 37 + 11) % 255) - 127;
/** A result is its sum of products times this, divided by 2^17. */
const multiplier = (o: number): number => 211 + 61 * o;

export const convBench = module(
  'conv',
  () => ({ checksum: output(u32) }),
  io => {
    const cycle = reg(indexType(slotCycles), { init: 0 });
    const slotEnds = cycle.eq(slotCycles - 1);
    cycle.set(mux(slotEnds, 0, cycle.addWrap(1)));
    const chance = randomWord(0x2545f491);

    const results = convolve(picture(slotEnds, chance.bit(3)));

    const signature = reg(u32, { init: 0 });
    const bits = asBits(results.payload);
    const folded = bits.bits(63, 32).xor(bits.bits(31, 0)).trunc(32);
    results.ready.set(chance.bit(17));
    when(results.fire, () => signature.set(rotate(signature).xor(folded)));
    when(slotEnds, () => signature.set(0));
    io.checksum.set(checksumOf(mux(slotEnds, signature, 0)));
  },
);

/** One picture after the other, each begun after `ends`; nothing new is offered in cycles with `pause`. */
function picture(ends: Bool, pause: Bool): Stream<UIntType<8>> {
  const { sink, stream } = streamWire(u8);
  const left = reg(indexType(size * size + 1), { init: size * size });
  const valid = reg(bool, { init: false });
  const free = valid.not().or(sink.ready);
  const next = free.and(left.ne(0), pause.not());
  when(free, () => valid.set(next));
  when(next, () => left.set(left.subWrap(1)));
  when(ends, () => left.set(size * size));
  sink.payload.set(randomWord(0x9e3779b9, next).bits(7, 0).trunc(8));
  sink.valid.set(valid);
  return stream;
}

/** All outputs at once, as the lanes of vectors: 72 products, sums of 20 bits, then requantization to INT8. */
function convolve(pixels: Stream<UIntType<8>>): Stream<VecType<SIntType<8>>> {
  const kernels = Array.from({ length: 9 }, (_, k) =>
    lit(
      vec(i8, outputs),
      range(o => weight(o, k)),
    ),
  );
  const multipliers = lit(vec(sint(11), outputs), range(multiplier));
  return pixels
    .window({ rows: 3, cols: 3, width: size, height: size, pad: 'zero' })
    .map(
      window => {
        const taps = [...window].flatMap(row => [...row]);
        let sums: Vec<SIntType<20>> = lit(
          vec(sint(20), outputs),
          range(() => 0),
        );
        taps.forEach((tap, k) => {
          const pixel = tap.toSInt();
          // 9 * 255 * 127 is below 2^19, so nothing is lost.
          sums = lanewise((sum, w) => sum.addWrap(pixel.mul(w).extend(20)), sums, kernels[k]!);
        });
        return sums;
      },
      { stages: 1 },
    )
    .map(sums => lanewise((sum, m) => sum.mul(m).roundShr(17).sat(i8), sums, multipliers), { stages: 1 });
}

const range = <T>(of: (output: number) => T): T[] => Array.from({ length: outputs }, (_, o) => of(o));

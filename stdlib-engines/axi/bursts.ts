import {
  type BundleType,
  bool,
  bundle,
  reg,
  type Stream,
  streamWire,
  type UIntType,
  uint,
  when,
} from '../../dsl/index.js';
import { fit, type Sizes, type Span } from './command.js';

/** A burst: the word at which it begins, and its beats. */
export type Burst = BundleType<{ word: UIntType; beats: UIntType }>;

/**
 * Cuts commands into bursts, which end where the address is a multiple of the longest burst. That is at most 4 KB, so no
 * burst crosses such a border, and all but the first and the last have the full length. One burst per cycle; both
 * paths combinational.
 */
export function burstsOf(spans: Stream<Span>, { wordBits, burstBits }: Sizes): Stream<Burst> {
  const { sink, stream: bursts } = streamWire(bundle({ word: uint(wordBits), beats: uint(burstBits + 1) }));
  const busy = reg(bool, { init: false });
  const word = reg(uint(wordBits));
  const left = reg(uint(spans.payload.beats.width));
  const room = word
    .bits(burstBits - 1, 0)
    .not()
    .add(1);
  const final = left.le(room);
  const beats = final.mux(fit(left, burstBits + 1), room);
  sink.valid.set(busy);
  sink.payload.set({ word, beats });
  const free = busy.not().or(sink.ready.and(final));
  spans.ready.set(free);
  when(sink.fire, () => {
    word.set(word.addWrap(fit(beats, wordBits)));
    left.set(left.subWrap(fit(beats, left.width)));
  });
  when(free, () => {
    busy.set(spans.valid.and(spans.payload.some));
    word.set(spans.payload.word);
    left.set(spans.payload.beats);
  });
  return bursts as Stream as Stream<Burst>;
}

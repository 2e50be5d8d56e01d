import { fromHere } from '../../dsl/error/capture.js';
import {
  type AnySignal,
  asBits,
  type Bool,
  type BoolType,
  type BundleType,
  bitsOf,
  bool,
  bundle,
  check,
  inDomain,
  indexType,
  lit,
  mux,
  reg,
  type Stream,
  streamWire,
  type Type,
  type UInt,
  type UIntType,
  uint,
  when,
} from '../../dsl/index.js';
import { fail } from '../../dsl/scope/report.js';
import { groupOf } from '../../dsl/stream/group.js';
import { oneClock } from '../../dsl/stream/one-clock.js';
import { show } from '../../dsl/type/show.js';
import type { AxiWriteMaster } from './bus.js';
import {
  type AxiCommand,
  type AxiResult,
  type AxiTransferOptions,
  ask,
  axiResult,
  fit,
  inBits,
  type Sizes,
  type Span,
  sizesOf,
  spansOf,
} from './command.js';
import { firstError } from './first-error.js';

/**
 * A write master: writes the bytes of a stream to where commands say, and gives a result for each command, in order,
 * when all of it has been answered. An element of `data` holds the bytes of a beat, the first least significant: a
 * vector of bytes, a group of them, or any type of as many bits. Each command begins with an element of its own, and of
 * its last element only the bytes count that are left; where the data are marked, the marks must agree (checked in simulation).
 *
 * A burst is only asked for when all of its data are there, so the bus never waits for them. Bursts end at multiples of
 * their longest length, so none crosses 4 KB. A command of no bytes takes no data and gives its result.
 *
 * One beat per cycle when the memory answers within `outstanding` bursts, for any alignment, also from command to command.
 * No path leads through it within a cycle: what it offers comes from registers, and so does each `ready`, with a little logic.
 *
 * @example axiWrite(io.m_axi, io.commands, io.pixels.widen(8)).into(io.results)
 *
 * @throws HW060 for bursts, buffers, commands or data that do not fit the bus; HW035 when they follow different clocks.
 */
export function axiWrite(
  bus: AxiWriteMaster,
  commands: Stream<AxiCommand>,
  data: Stream,
  options: AxiTransferOptions = {},
): Stream<AxiResult> {
  const dataBits = bus.w.payload.data.width;
  const sizes = sizesOf({ address: bus.aw, dataBits, idBits: bus.b.payload.id.width }, commands, options);
  const words = wordsOf(data, dataBits);
  return fromHere(() =>
    inDomain(oneClock([bus.b, commands, data], 'axiWrite'), () => {
      const { beats, bursts } = align(spansOf(commands, sizes), data, words, sizes);
      const { open, released } = release(bus, bursts, sizes, options);
      send(bus, beats, released, sizes, options);
      return collect(bus, open, sizes);
    }),
  );
}

/** The data as words of the bus. */
function wordsOf(data: Stream, dataBits: number): UInt {
  const payload = (groupOf(data)?.elements ?? data.payload) as AnySignal;
  const word = asBits(payload);
  if (word.width !== dataBits)
    fail(
      'HW060',
      `elements of ${bitsOf(data.type as Type)} bits, ${show(data.type as Type)}, for beats of ${dataBits}`,
      `bytes.widen(${dataBits / 8}), or .gearbox(${dataBits / 8}) from vectors of bytes`,
    );
  return word;
}

type Beat = BundleType<{ data: UIntType; strb: UIntType; last: BoolType }>;
/** A burst whose data are there; of a command of no bytes, its end alone. */
type Full = BundleType<{ word: UIntType; len: UIntType; some: BoolType; final: BoolType }>;

/** A burst that waits for its response. */
type Open = BundleType<{ word: UIntType; some: BoolType; final: BoolType }>;

/** Shifts the bytes to their places in the beats, and cuts the beats into bursts. */
function align(spans: Stream<Span>, data: Stream, word: UInt, sizes: Sizes) {
  const { bytes: wide, byteBits, wordBits, burstBits, aligned } = sizes;
  const { sink: beat, stream: beats } = streamWire(
    bundle({ data: uint(8 * wide), strb: uint(wide), last: bool }) as Beat,
  );
  const { sink: burst, stream: bursts } = streamWire(
    bundle({ word: uint(wordBits), len: uint(burstBits), some: bool, final: bool }) as Full,
  );
  const { offset, some, word: start, bytes, beats: touched } = spans.payload;
  const first = reg(bool, { init: true });
  const nextWord = reg(uint(wordBits));
  const beatsLeft = reg(uint(touched.width));
  const nextLow = reg(uint(burstBits));
  const at = mux(first, start, nextWord);
  const left = mux(first, touched, beatsLeft);
  const final = left.eq(1);

  // Each beat consists of the end of one element and the begin of the next; the last beat may need no new element.
  const elements = bytes.add(wide - 1).shr(byteBits);
  const takes = aligned ? lit(bool, true) : final.not().or(elements.eq(touched));
  const turned = word
    .cat(word)
    .shlWrap(inBits(offset))
    .bits(16 * wide - 1, 8 * wide);
  const held = reg(uint(8 * wide));
  const ones = lit(uint(8 * wide), (1n << BigInt(8 * wide)) - 1n);
  const ofElement = ones.shlWrap(inBits(offset));
  const from = first.mux(offset, 0);
  const ends = fit(bytes.add(offset).subWrap(1), byteBits).add(1);
  const end = aligned ? lit(uint(byteBits + 1), wide) : mux(final, ends, wide);
  const there = ones.shlWrap(inBits(from)).and(ones.shlWrap(inBits(end)).not());
  const strobes = lit(uint(wide), (1n << BigInt(wide)) - 1n);
  const strb = strobes.shlWrap(from).and(strobes.shlWrap(end).not());

  const low = at.bits(burstBits - 1, 0);
  const begins = mux(first, low, nextLow);
  const full = final.or(low.eq(sizes.burst - 1));
  const bits = turned.and(ofElement).or(held.and(ofElement.not())).and(there);
  beat.payload.set({ data: bits, strb, last: full });
  const place = wordBits === burstBits ? begins : at.bits(wordBits - 1, burstBits).cat(begins);
  burst.payload.set({ word: place, len: low.subWrap(begins), some, final: final.or(some.not()) });

  // The last beat of a burst and the burst leave together; neither side's ready decides over its own valid.
  const goes = spans.valid.and(some, data.valid.or(takes.not()));
  const none = spans.valid.and(some.not());
  beat.valid.set(goes.and(full.not().or(burst.ready)));
  burst.valid.set(goes.and(full, beat.ready).or(none));
  data.ready.set(spans.valid.and(some, takes, beat.ready, full.not().or(burst.ready)));
  spans.ready.set(burst.ready.and(goes.and(final, beat.ready).or(none)));
  if (data.last) {
    const marked = data.last;
    const closes = final.or(left.eq(2).and(elements.ne(touched)));
    when(data.fire, () => check.assert(marked.eq(closes), 'axiWrite: the data are marked where their command ends'));
  }
  when(beat.fire, () => {
    held.set(turned);
    first.set(final);
    nextWord.set(at.addWrap(1));
    beatsLeft.set(left.subWrap(1));
    nextLow.set(full.mux(0, begins));
  });
  return {
    beats: (beats as Stream as Stream<Beat>).fifo(sizes.buffer),
    bursts: (bursts as Stream as Stream<Full>).fifo(Math.max(2, sizes.outstanding)),
  };
}

/** Lets a burst go when not too many wait: its address to the bus, its data to be sent, and its end to be waited for. */
function release(bus: AxiWriteMaster, bursts: Stream<Full>, sizes: Sizes, options: AxiTransferOptions) {
  const { wordBits, burstBits, outstanding } = sizes;
  const { sink: asked, stream: requests } = streamWire(bundle({ word: uint(wordBits), len: uint(burstBits) }));
  const { sink: waits, stream: open } = streamWire(bundle({ word: uint(wordBits), some: bool, final: bool }) as Open);
  const { word, len, some, final } = bursts.payload;
  asked.payload.set({ word, len });
  waits.payload.set({ word, some, final });
  asked.valid.set(bursts.valid.and(some, waits.ready));
  waits.valid.set(bursts.valid.and(some.not().or(asked.ready)));
  bursts.ready.set(waits.ready.and(some.not().or(asked.ready)));
  ask(requests as Stream, bus.aw, sizes, options);
  return { released: asked.fire, open: (open as Stream as Stream<Open>).fifo(outstanding) };
}

/** Sends the beats of bursts that may go. */
function send(
  bus: AxiWriteMaster,
  beats: Stream<Beat>,
  released: Bool,
  sizes: Sizes,
  { id = 0 }: AxiTransferOptions,
): void {
  // Each burst in the buffer has a beat there; one more may wait behind block RAM.
  const ready = reg(indexType(sizes.buffer + 2), { init: 0 });
  const { sink, stream } = streamWire(beats.type as unknown as Beat);
  sink.payload.set(beats.payload);
  sink.valid.set(beats.valid.and(ready.ne(0)));
  beats.ready.set(sink.ready.and(ready.ne(0)));
  const sent = sink.fire.and(beats.payload.last);
  when(released.and(sent.not()), () => ready.set(ready.addWrap(1)));
  when(sent.and(released.not()), () => ready.set(ready.subWrap(1)));
  const words = stream.skid() as Stream as Stream<Beat>;
  const { data, strb, last } = words.payload;
  // AXI3 alone has an ID here.
  const own = 'id' in bus.w.payload ? { id } : {};
  bus.w.payload.set({ ...own, data, strb, last });
  bus.w.valid.set(words.valid);
  words.ready.set(bus.w.ready);
}

/** One result for all bursts of a command. */
function collect(bus: AxiWriteMaster, open: Stream<Open>, { wordBits, byteBits }: Sizes): Stream<AxiResult> {
  const { sink: result, stream: results } = streamWire(axiResult(wordBits + byteBits));
  const { word, some, final } = open.payload;
  const { valid } = bus.b;
  const { resp } = bus.b.payload;
  const wrong = some.and(resp.bit(1));
  const here = { address: word.shl(byteBits), resp };
  const free = final.not().or(result.ready);
  result.valid.set(open.valid.and(final, some.not().or(valid)));
  firstError(result, bus.b.fire, wrong, here);
  bus.b.ready.set(open.valid.and(some, free));
  open.ready.set(free.and(some.not().or(valid)));
  return results.skid() as Stream as Stream<AxiResult>;
}

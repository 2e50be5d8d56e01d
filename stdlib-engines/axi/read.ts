import { fromHere } from '../../dsl/error/capture.js';
import {
  type BundleType,
  bool,
  bundle,
  fromBits,
  type Group,
  inDomain,
  indexType,
  lit,
  mux,
  reg,
  type Stream,
  streamWire,
  type UIntType,
  u8,
  uint,
  vec,
  when,
} from '../../dsl/index.js';
import { oneClock } from '../../dsl/stream/one-clock.js';
import { type Burst, burstsOf } from './bursts.js';
import type { AxiReadMaster } from './bus.js';
import {
  type AxiCommand,
  type AxiResult,
  type AxiTransferOptions,
  ask,
  axiResult,
  fit,
  inBits,
  type Request,
  type Sizes,
  type Span,
  sizesOf,
  spansOf,
} from './command.js';
import { firstError } from './first-error.js';

/** What an AXI read master gives. */
export interface AxiReads {
  /**
   * The bytes that were read, a beat's worth at a time from the first byte on, whatever the alignment; only the last
   * element of a command, which is marked, may have fewer. Bytes that are not there are 0.
   */
  readonly data: Stream<Group<typeof u8>>;
  /** One for each command, in order. The last data of a command wait until there is room for its result. */
  readonly results: Stream<AxiResult>;
}

/**
 * A read master: turns commands into bursts, and the beats that come back into a stream without gaps. A burst is only
 * asked for when all of its data have room, so the bus is never held up: `rready` is 1 whenever a beat is due. Bursts end
 * at multiples of their longest length, so none crosses 4 KB. A command of no bytes gives no data and its result.
 *
 * One beat per cycle when the memory answers within `outstanding` bursts; a command that begins within a word costs a
 * cycle more. Commands follow each other without a gap. All paths to and from the bus and the streams are registered.
 *
 * @example
 * const { data, results } = axiRead(io.m_axi, io.commands, { burst: 16, outstanding: 8 });
 * data.narrow().into(io.bytes);
 *
 * @throws HW060 for bursts, buffers or commands that do not fit the bus; HW035 when they follow different clocks.
 */
export function axiRead(bus: AxiReadMaster, commands: Stream<AxiCommand>, options: AxiTransferOptions = {}): AxiReads {
  const dataBits = bus.r.payload.data.width;
  const sizes = sizesOf({ address: bus.ar, dataBits, idBits: bus.r.payload.id.width }, commands, options);
  return fromHere(() => inDomain(oneClock([bus.r, commands], 'axiRead'), () => reading(bus, commands, sizes, options)));
}

/** A beat as the buffer holds it. */
type Beat = BundleType<{ data: UIntType; resp: UIntType<2> }>;

function reading(
  bus: AxiReadMaster,
  commands: Stream<AxiCommand>,
  sizes: Sizes,
  options: AxiTransferOptions,
): AxiReads {
  const [toAsk, toCollect] = spansOf(commands, sizes).fork();
  const bursts = burstsOf(toAsk, sizes);
  const beats = bus.r.map(({ data, resp }) => ({ data, resp })).fifo(sizes.buffer) as Stream as Stream<Beat>;
  ask(allowed(bus, bursts, beats, sizes), bus.ar, sizes, options);
  // What the collector works with comes from registers, and not from the memory of the fifo.
  const spans = toCollect.map(({ word, offset, bytes, some }) => ({ word, offset, bytes, some }));
  return collect(spans.fifo(2 * sizes.outstanding).regValid() as Stream, beats, sizes);
}

/** Lets a burst go when its data have room and not too many wait. */
function allowed(bus: AxiReadMaster, bursts: Stream<Burst>, beats: Stream, sizes: Sizes): Stream<Request> {
  const { outstanding, buffer, burstBits, wordBits } = sizes;
  const room = reg(indexType(buffer + 1), { init: buffer });
  const open = reg(indexType(outstanding + 1), { init: 0 });
  const { sink: asked, stream: requests } = streamWire(bundle({ word: uint(wordBits), len: uint(burstBits) }));
  const { word, beats: wanted } = bursts.payload;
  const may = room.ge(wanted).and(open.ne(outstanding));
  asked.valid.set(bursts.valid.and(may));
  asked.payload.set({ word, len: wanted.subWrap(1).trunc(burstBits) });
  bursts.ready.set(asked.ready.and(may));
  const reserved = asked.fire.mux(fit(wanted, room.width), 0);
  const freed = beats.fire.asUInt();
  room.set(room.subWrap(reserved).addWrap(fit(freed, room.width)));
  const done = bus.r.fire.and(bus.r.payload.last);
  when(asked.fire.and(done.not()), () => open.set(open.addWrap(1)));
  when(done.and(asked.fire.not()), () => open.set(open.subWrap(1)));
  return requests as Stream as Stream<Request>;
}

/** Puts the bytes of beats together from the first that was asked for on. */
function collect(spans: Stream<Span>, beats: Stream<Beat>, sizes: Sizes): AxiReads {
  const { bytes: wide, byteBits, wordBits, aligned } = sizes;
  const word = uint(8 * wide);
  const { sink: data, stream: elements } = streamWire(bundle({ elements: vec(u8, wide), count: uint(byteBits + 1) }), {
    last: true,
  });
  const { sink: result, stream: results } = streamWire(axiResult(wordBits + byteBits));

  const { offset, some, word: start, bytes } = spans.payload;
  const first = reg(bool, { init: true });
  const bytesLeft = reg(uint(bytes.width));
  const nextWord = reg(uint(wordBits));
  const left = mux(first, bytes, bytesLeft);
  const at = first.mux(start, nextWord);

  // Of a command that begins within a word, each element consists of the end of one beat and the begin of the next.
  const held = reg(word);
  const primed = reg(bool, { init: false });
  const final = left.le(wide);
  const count = aligned ? lit(uint(byteBits + 1), wide) : final.mux(fit(left, byteBits + 1), wide);
  const reaches = fit(count, byteBits + 1).add(offset);
  const takes = primed.not().or(reaches.gt(wide));
  const gives = primed.or(offset.eq(0)).or(reaches.le(wide));

  const turned = beats.payload.data
    .cat(beats.payload.data)
    .shr(inBits(offset))
    .trunc(8 * wide);
  const ones = lit(word, (1n << BigInt(8 * wide)) - 1n);
  const ofHeld = primed.mux(ones.shr(inBits(offset)), 0);
  const there = ones.shlWrap(inBits(count)).not();
  const bits = held.and(ofHeld).or(turned.and(ofHeld.not())).and(there);
  data.payload.set({ elements: fromBits(vec(u8, wide), bits), count });
  data.last?.set(final);

  // The last data and the result leave together; neither side's ready decides over its own valid.
  const goes = spans.valid.and(some, gives, beats.valid.or(takes.not()));
  data.valid.set(goes.and(final.not().or(result.ready)));
  result.valid.set(goes.and(final, data.ready).or(spans.valid.and(some.not())));
  beats.ready.set(spans.valid.and(some, takes, gives.not().or(data.fire)));
  spans.ready.set(result.fire);

  const { resp } = beats.payload;
  const wrong = some.and(takes, resp.bit(1));
  const here = { address: at.shl(byteBits), resp };
  firstError(result, beats.fire, wrong, here);

  when(beats.fire, () => {
    held.set(turned);
    primed.set(offset.ne(0));
    first.set(false);
    nextWord.set(at.addWrap(1));
  });
  when(beats.fire.or(data.fire), () => bytesLeft.set(mux(gives, left.subWrap(fit(count, left.width)), left)));
  when(result.fire, () => {
    first.set(true);
    primed.set(false);
  });
  return {
    data: elements.skid() as Stream as AxiReads['data'],
    results: results.skid() as Stream as AxiReads['results'],
  };
}

import { bool, bundle, reg, type Stream, streamWire, type UInt, uint, vec, when } from '../../dsl/index.js';
import type { AxiReadMaster } from '../axi/bus.js';
import { instructionBytes } from './isa/formats.js';
import { numberBits } from './registers.js';

/** Instructions that may be on their way or wait to be looked at: what a memory's latency of some 40 cycles asks for. */
const ahead = 4;

/** So many pieces of 64 bytes, from an address on, which counts such pieces. */
export const piecesType = bundle({ at: uint(numberBits), count: uint(numberBits + 1) });

/** 64 bytes of memory: 8 words; `wrong` where the memory answered with an error. */
export const pieceType = bundle({ words: vec(uint(64), 8), wrong: bool });

/**
 * Reads pieces of 64 bytes, each by a burst of its own, which is aligned and so crosses nothing. Unlike `axiRead` it says of
 * each piece whether it could be read, so that none is ever taken for an instruction which is none. Up to 4 pieces are
 * read ahead; a piece each 8 beats (of 64 bits) when the memory keeps up. A request is taken when the one before has been asked
 * for. All paths to the bus and from it are registered.
 */
export function fetchPieces(bus: AxiReadMaster, requests: Stream<typeof piecesType>): Stream<typeof pieceType> {
  const { width } = bus.r.payload.data;
  const beats = (8 * instructionBytes) / width;
  const at = reg(uint(numberBits));
  const left = reg(uint(numberBits + 1), { init: 0 });
  const open = reg(uint(3), { init: 0 });

  const idle = left.eq(0);
  requests.ready.set(idle);
  when(requests.fire, () => {
    at.set(requests.payload.at);
    left.set(requests.payload.count);
  });
  bus.ar.valid.set(idle.not().and(open.ne(ahead)));
  bus.ar.payload.set({
    id: 0,
    addr: at.shl(Math.log2(instructionBytes)),
    len: beats - 1,
    size: Math.log2(width / 8),
    burst: 1,
    lock: 0,
    cache: 3,
    prot: 0,
  });
  when(bus.ar.fire, () => {
    at.set(at.addWrap(1));
    left.set(left.subWrap(1));
  });

  const groups = bus.r
    .map(({ data, resp }) => ({ data, wrong: resp.bit(1) }))
    .fifo(ahead * beats)
    .widen(beats);
  const { sink, stream: pieces } = streamWire(pieceType);
  const elements = [...groups.payload];
  sink.payload.set({
    words: wordsOf(elements.map(({ data }) => data as UInt)),
    wrong: elements.map(({ wrong }) => wrong).reduce((a, b) => a.or(b)),
  });
  sink.valid.set(groups.valid);
  groups.ready.set(sink.ready);
  when(bus.ar.fire.and(sink.fire.not()), () => open.set(open.addWrap(1)));
  when(sink.fire.and(bus.ar.fire.not()), () => open.set(open.subWrap(1)));
  return pieces as never;
}

/** Beats of any width as words of 64 bits. */
function wordsOf(beats: readonly UInt[]): UInt[] {
  const { width } = beats[0]!;
  if (width > 64)
    return beats.flatMap(beat => Array.from({ length: width / 64 }, (_, i) => beat.bits(64 * i + 63, 64 * i)));
  const each = 64 / width;
  return Array.from({ length: beats.length / each }, (_, i) =>
    beats.slice(i * each, (i + 1) * each).reduceRight((high, low) => high.cat(low)),
  );
}

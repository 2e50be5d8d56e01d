import { bool, bundle, i8, mux, reg, type Stream, streamWire, u16, uint, vec, when } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import type { AxiReads } from '../axi/read.js';
import type { ticketType } from './load-rows.js';

/** A beat on its way into a memory, or a word of zeros. */
export const beatType = ({ rows, busBits }: AcceleratorConfig) =>
  bundle({
    elements: vec(i8, busBits / 8),
    /** The word that it belongs to. */
    address: u16,
    /** All of the word is 0, whatever `elements` are. */
    zero: bool,
    /** The word is complete with it. */
    complete: bool,
    skip: bool,
    affine: bool,
    /** To the table, and which eighth of its line. */
    isTable: bool,
    eighth: uint(3),
    /** Of the table: the gains of as many channels as a beat has bytes. */
    line: uint(10 + Math.log2((8 * rows) / busBits)),
    /** The command ends with it, with this code; it may have no data then. */
    ends: bool,
    empty: bool,
    fault: uint(4),
  });

export type Beats = Stream<ReturnType<typeof beatType>>;

/** Counts the words of rows, and takes beats for those that come from memory. One word of zeros, or one beat, per cycle. */
export function loadWords(
  tickets: Stream<typeof ticketType>,
  { data, results }: AxiReads,
  config: AcceleratorConfig,
): Beats {
  const type = beatType(config);
  const { sink, stream } = streamWire(type);
  const beatsOfWord = (8 * config.rows) / config.busBits;
  const bits = Math.log2(beatsOfWord);
  const { local, left, edge, width, isTable, skip, affine, line, last, fault } = tickets.payload;
  const x = reg(uint(13), { init: 0 });
  const beat = reg(uint(Math.max(bits, 1)), { init: 0 });
  const failed = reg(bool, { init: false });

  const empty = width.eq(0);
  const fromMemory = x.ge(left).and(x.lt(edge));
  const complete = fromMemory.not().or(bits === 0 ? fromMemory : beat.eq(beatsOfWord - 1));
  const rowEnds = empty.or(complete.and(x.addWrap(1).eq(width)));
  // The result of a request stands beside its last data.
  const marked = data.last!;
  const there = data.valid.and(marked.not().or(results.valid));
  const wrong = fromMemory.and(marked, results.payload.resp.any());
  const code = mux(fault.any(), fault, mux(failed.or(wrong), faults.readError, fault));

  // Of a table: beats from its first line on, 8 of them a line.
  const count = bits === 0 ? x : x.cat(beat.trunc(bits));
  const tableLine = bits === 0 ? line : line.cat(beat.trunc(bits));
  const firstLine = bits === 0 ? line : line.shl(bits);
  const lineBits = type.fields.line.width;
  const writes = firstLine.addWrap(count.shr(3).extend(Math.max(lineBits, count.width)).trunc(lineBits));
  sink.payload.set({
    elements: data.payload.elements.map(byte => byte.asSInt()),
    address: local.addWrap(x.extend(16)),
    zero: fromMemory.not(),
    complete,
    skip,
    affine: affine.and(fromMemory),
    isTable,
    eighth: count.trunc(3),
    line: isTable.mux(writes, tableLine),
    ends: last.and(rowEnds),
    empty,
    fault: code,
  });
  sink.valid.set(tickets.valid.and(there.or(fromMemory.not())));
  data.ready.set(tickets.valid.and(fromMemory, sink.ready, marked.not().or(results.valid)));
  results.ready.set(data.fire.and(marked));
  tickets.ready.set(sink.fire.and(rowEnds));
  when(sink.fire, () => {
    when(fromMemory, () => beat.set(complete.mux(0, beat.addWrap(1))));
    when(complete, () => x.set(rowEnds.mux(0, x.addWrap(1))));
    when(data.fire.and(wrong), () => failed.set(true));
    when(last.and(rowEnds), () => failed.set(false));
  });
  return stream;
}

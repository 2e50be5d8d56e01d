import { bool, bundle, mux, reg, type Stream, streamWire, u32, uint, when } from '../../dsl/index.js';

/** Bytes that are asked for at a time: a row of a box, or several. */
export const runType = bundle({
  address: u32,
  bytes: uint(19),
  /** Another row of the instruction comes soon. */
  more: bool,
  /** The last of its instruction, with which nothing is joined. */
  final: bool,
  /** Why nothing is asked for: then there are no bytes, and it is the last. */
  fault: uint(4),
});

/** Rows that follow each other in memory are joined up to so many bytes: some bursts. */
const LONG = 256;

/** Cycles for which a short row waits for the next, which may itself wait for data of this one. */
const PATIENCE = 15;

/**
 * Joins rows of an instruction without a gap in memory, so that bursts are long where rows are short. A short row waits some cycles for the
 * next one of its box; where rows come in every cycle it never waits in vain. Both paths registered.
 */
export function joined(source: Stream<typeof runType>): Stream<typeof runType> {
  // Once ready it stays so until a row has come, as what offers rows to two sides at once needs it.
  const rows = source.regValid();
  const { sink, stream } = streamWire(runType);
  const full = reg(bool, { init: false });
  const held = reg(runType);
  const end = reg(u32);
  // What has been offered stays as it is.
  const offered = reg(bool, { init: false });
  const { address, bytes, more, final, fault } = rows.payload;
  const joins = full.and(offered.not(), held.final.not(), held.bytes.lt(LONG), address.eq(end), fault.eq(0));
  const patience = reg(uint(4));
  const expects = rows.valid.not().and(offered.not(), held.more, held.bytes.lt(LONG), patience.any());
  const waits = rows.valid.and(joins).or(expects);
  when(full, () => patience.set(patience.subWrap(1)));
  sink.valid.set(full.and(waits.not()));
  sink.payload.set(held);
  rows.ready.set(full.not().or(joins, sink.ready));
  offered.set(sink.valid.and(sink.ready.not()));
  when(sink.fire, () => full.set(false));
  when(rows.fire, () => {
    full.set(true);
    held.set({
      address: mux(joins, held.address, address),
      bytes: mux(joins, held.bytes.addWrap(bytes), bytes),
      more,
      final,
      fault,
    });
    patience.set(PATIENCE);
    end.set(address.addWrap(bytes.extend(32)));
  });
  return stream.skid();
}

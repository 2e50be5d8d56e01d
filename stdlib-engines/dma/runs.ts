import { bool, bundle, mux, reg, type Stream, streamWire, u32, uint, when } from '../../dsl/index.js';

/** Bytes that are asked for at a time: a row of a box, or several. */
export const runType = bundle({
  address: u32,
  bytes: uint(19),
  /** The last of its instruction. */
  final: bool,
  /** Why nothing is asked for: then there are no bytes, and it is the last. */
  fault: uint(4),
});

/** Rows that follow each other in memory are joined up to so many bytes: some bursts. */
const LONG = 512;

/**
 * Joins rows without a gap in memory, so that bursts are long where rows are short. A row waits for its neighbour only as
 * long as rows come in every cycle. Both paths registered.
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
  const { address, bytes, final, fault } = rows.payload;
  const joins = full.and(offered.not(), held.final.not(), held.bytes.lt(LONG), address.eq(end), fault.eq(0));
  const waits = rows.valid.and(joins);
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
      final,
      fault,
    });
    end.set(address.addWrap(bytes.extend(32)));
  });
  return stream.skid();
}

import {
  type Bool,
  bool,
  bundle,
  i16,
  indexType,
  reg,
  type SIntType,
  type Stream,
  select,
  streamWire,
  type UInt,
  u8,
  uint,
  type VecType,
  vec,
  when,
} from '../../dsl/index.js';
import { axis } from './axis.js';

interface ColumnPairs {
  readonly columns: UInt<12>;
  readonly outColumns: UInt<12>;
  readonly begun: Bool;
  readonly active: Bool;
  /** Channels at a time. */
  readonly lanes: number;
}

/**
 * For each pixel of a row of the result, between which two columns it lies, `lanes` channels after the other: those to the left and
 * to the right, and how far between them. A row takes all of its columns, also those that it does not look at.
 */
export function columnPairs(
  words: Stream<VecType<SIntType<16>>>,
  { columns, outColumns, begun, active, lanes }: ColumnPairs,
) {
  const { length } = words.type;
  const parts = length / lanes;
  const [left, right] = [reg(words.type), reg(words.type)];
  const taken = reg(uint(13));
  const pixel = reg(uint(12));
  const part = reg(indexType(Math.max(parts, 2)), { init: 0 });
  const over = reg(bool, { init: false });

  const { sink, stream } = streamWire(bundle({ left: vec(i16, lanes), right: vec(i16, lanes), across: u8 }));
  const ends = part.eq(parts - 1);
  const rowEnds = pixel.addWrap(1).eq(outColumns);
  const moves = sink.fire.and(ends);
  const rests = over.and(taken.eq(columns.add(1)));
  const place = axis({ start: begun, from: columns, to: outColumns, rewind: begun.or(rests), advance: moves });
  // The window moves on with the last part of a pixel, so that no cycle is lost.
  const wanted = over.mux(columns.add(1), place.cell.add(2));
  const missing = taken.ne(wanted);
  const soon = moves.and(rowEnds.not(), taken.ne(place.next.add(2)));
  const going = active.and(place.working.not());
  words.ready.set(going.and(missing.or(soon)));
  sink.valid.set(going.and(missing.not(), over.not()));
  const slices = (word: typeof left) =>
    select(
      part,
      Array.from({ length: parts }, (_, i) => word.slice(lanes * i, lanes * (i + 1))),
    );
  sink.payload.set({ left: slices(left), right: slices(right), across: place.fraction });
  when(words.fire, () => {
    left.set(right);
    right.set(words.payload);
    taken.set(taken.addWrap(1));
  });
  when(sink.fire, () => part.set(ends.mux(0, part.addWrap(1))));
  when(moves, () => {
    pixel.set(rowEnds.mux(0, pixel.addWrap(1)));
    when(rowEnds, () => over.set(true));
  });
  when(rests, () => over.set(false));
  when(begun.or(rests), () => taken.set(0));
  when(begun, () => {
    pixel.set(0);
    over.set(false);
  });
  return { pairs: stream, settled: over.not() };
}

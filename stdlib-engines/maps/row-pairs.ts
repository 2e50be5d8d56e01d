import {
  type Bool,
  bool,
  bundle,
  i8,
  mem,
  reg,
  type SIntType,
  type Stream,
  streamWire,
  type UInt,
  u8,
  uint,
  type VecType,
  vec,
  when,
  wire,
} from '../../dsl/index.js';
import { axis } from './axis.js';
import { incomingLines } from './lines.js';

/** Rows that are held: two that are looked at, two that come. */
const lines = 4;

interface RowPairs {
  readonly rows: UInt<12>;
  readonly columns: UInt<12>;
  readonly outRows: UInt<12>;
  /** The cycle in which the sizes are there for the first time, and those in which a map is worked on. */
  readonly begun: Bool;
  readonly active: Bool;
  /** Of the longest row. */
  readonly lineWords: number;
}

const words = (length: number): VecType<SIntType<8>> => vec(i8, length);

/**
 * For each row of the result, between which two rows of the map it lies, column by column: the words above and below, and how
 * far down between them. One column more than there are ends a row, since the last pixel has a neighbour that does not count.
 * A row in block RAM for each of the four that are held, even and odd ones apart, so that both are read in a cycle.
 */
export function rowPairs(
  source: Stream<VecType<SIntType<8>>>,
  { rows, columns, outRows, begun, active, lineWords }: RowPairs,
) {
  const word = words(source.type.length);
  const generated = reg(bool, { init: true });
  const rowEnds = wire(bool, false);
  const place = axis({ start: begun, from: rows, to: outRows, rewind: begun, advance: rowEnds });
  const keep = generated.mux(rows, place.cell);
  const { loaded, row, column } = incomingLines(source, { rows, columns, active, keep, lines });
  const lineBits = Math.ceil(Math.log2(lineWords));
  const ring = () => mem(word, 2 ** (lineBits + 1), { style: 'block' });
  const [evenRows, oddRows] = [ring(), ring()];
  const to = row.bit(1).asUInt().cat(column.trunc(lineBits));
  when(source.fire.and(row.bit(0).not()), () => evenRows.write(to, source.payload));
  when(source.fire.and(row.bit(0)), () => oddRows.write(to, source.payload));

  const { sink, stream } = streamWire(bundle({ top: word, bottom: word, down: u8 }));
  const outRow = reg(uint(12));
  const looked = reg(uint(12));
  const held = reg(bool, { init: false });
  const free = held.not().or(sink.ready);
  const there = loaded.eq(rows).or(loaded.ge(place.cell.add(2)));
  const looks = generated.not().and(place.working.not(), there, free);
  // Row c lies beside row c + 1: of an odd c the even row is the later one.
  const [isOdd, slot] = [place.cell.bit(0), place.cell.bit(1)];
  const at = (slot: Bool) => slot.asUInt().cat(looked.trunc(lineBits));
  const even = evenRows.readSync(at(slot.xor(isOdd)), { enable: looks });
  const odd = oddRows.readSync(at(slot), { enable: looks });
  const turned = reg(bool, { enable: looks });
  const down = reg(u8, { enable: looks });
  turned.set(isOdd);
  down.set(place.fraction);
  sink.valid.set(held);
  sink.payload.set({ top: turned.mux(odd, even), bottom: turned.mux(even, odd), down });
  when(free, () => held.set(looks));
  when(looks, () => {
    const ends = looked.eq(columns);
    looked.set(ends.mux(0, looked.addWrap(1)));
    when(ends, () => {
      rowEnds.set(true);
      outRow.set(outRow.addWrap(1));
      when(outRow.addWrap(1).eq(outRows), () => generated.set(true));
    });
  });
  when(begun, () => {
    generated.set(false);
    outRow.set(0);
    looked.set(0);
  });
  return { pairs: stream, taken: loaded.eq(rows) };
}

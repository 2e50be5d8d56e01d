import { type Bool, bool, bundle, reg, type SignalOf, streamWire, type UInt, uint, when } from '../../dsl/index.js';

/** What a filter works on; it stands still while a map goes through. */
export const settingsType = bundle({
  rows: uint(12),
  columns: uint(12),
  outRows: uint(12),
  outColumns: uint(12),
  taps: uint(6),
  /** From a sample to the next. */
  step: uint(6),
});

interface Progress {
  readonly active: Bool;
  /** Rows of the map that are there. */
  readonly loaded: UInt<12>;
  /** Numbers of the line that have been written. */
  readonly filled: UInt<12>;
}

const stepType = bundle({ across: bool, row: uint(12), column: uint(12), tap: uint(6), inside: bool });

/**
 * The steps of a separable filter, a tap each, those of a sum as a packet: for each row of the result all columns of the map, downwards, and
 * when all of these have been written, its samples, across. `lowest` is the first row that is still looked at; `leaves` is
 * 1 where a row of the result has been read.
 */
export function filterSteps(settings: SignalOf<typeof settingsType>, { active, loaded, filled }: Progress) {
  const { rows, columns, outRows, outColumns, taps, step } = settings;
  const { sink, stream } = streamWire(stepType, { last: true });
  const across = reg(bool, { init: false });
  const generated = reg(bool, { init: false });
  const tap = reg(uint(6), { init: 0 });
  const place = reg(uint(12), { init: 0 });
  const count = reg(uint(12), { init: 0 });
  const row = reg(uint(12), { init: 0 });
  const outRow = reg(uint(12), { init: 0 });

  const half = taps.shr(1);
  const looksAt = across.mux(place, row).add(tap).sub(half);
  const size = across.mux(columns, rows);
  const inside = looksAt.ge(0).and(looksAt.lt(size.toSInt()));
  const at = looksAt.asUInt().trunc(12);
  const there = loaded.eq(rows).or(loaded.gt(row.add(half)));
  sink.valid.set(active.and(generated.not(), across.mux(filled.eq(columns), there)));
  sink.payload.set({ across, row: at, column: across.mux(at, place), tap, inside });
  const last = tap.addWrap(1).eq(taps);
  sink.last!.set(last);

  const ends = last.and(count.addWrap(1).eq(across.mux(outColumns, columns)));
  const leaves = sink.fire.and(ends, across);
  when(sink.fire, () => {
    tap.set(last.mux(0, tap.addWrap(1)));
    when(last, () => {
      count.set(count.addWrap(1));
      place.set(place.addWrap(across.mux(step, 1).extend(12)));
    });
    when(ends, () => {
      across.set(across.not());
      count.set(0);
      place.set(0);
    });
  });
  when(leaves, () => {
    row.set(row.addWrap(step.extend(12)));
    outRow.set(outRow.addWrap(1));
    when(outRow.addWrap(1).eq(outRows), () => generated.set(true));
  });
  when(active.not(), () => {
    generated.set(false);
    row.set(0);
    outRow.set(0);
  });
  const first = row.sub(half);
  const lowest = generated.mux(rows, first.max(0).asUInt().trunc(12));
  return { steps: stream, lowest, leaves };
}

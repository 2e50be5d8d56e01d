import {
  type Bool,
  bool,
  indexType,
  reg,
  type SIntType,
  type Stream,
  streamWire,
  type VecType,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';

/** Rows of the array. */
export type Rows = Stream<VecType<SIntType<8>>>;

/**
 * Parts the rows that come from memory: for each set that opens a group 8 rows of parameters, then for each set as many rows of
 * weights as the array has. It runs ahead of the pixels, by the set that the array holds ready. Both paths combinational.
 */
export function feed(sets: Stream, rows: Rows, { rows: size }: AcceleratorConfig): { parameters: Rows; weights: Rows } {
  const opens = sets.payload.opens as Bool;
  const parameters = streamWire(rows.type);
  const weights = streamWire(rows.type);
  const row = reg(indexType(size), { init: 0 });
  const known = reg(bool, { init: false });
  const first = opens.and(known.not());
  const final = first.mux(row.eq(7), row.eq(size - 1)) as Bool;
  for (const [sink, own] of [
    [parameters.sink, first],
    [weights.sink, first.not()],
  ] as const) {
    sink.payload.set(rows.payload as never);
    sink.valid.set(rows.valid.and(sets.valid, own));
  }
  rows.ready.set(sets.valid.and(first.mux(parameters.sink.ready, weights.sink.ready)));
  sets.ready.set(rows.fire.and(final, first.not()));
  when(rows.fire, () => {
    row.set(final.mux(0, row.addWrap(1)));
    when(final, () => known.set(first));
  });
  return { parameters: parameters.stream, weights: weights.stream };
}

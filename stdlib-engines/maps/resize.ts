import {
  type BundleType,
  bool,
  bundle,
  i8,
  indexType,
  lanewise,
  logicOf,
  module,
  reg,
  type SIntType,
  type Stream,
  select,
  streamIn,
  streamOut,
  streamWire,
  type UIntType,
  u8,
  uint,
  type Vec,
  type VecType,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { commandType } from '../accelerator/isa/field.js';
import { map } from '../accelerator/isa/formats.js';
import { raster } from '../sampling/raster.js';
import { gathered, type Words } from './beats.js';
import { betweenColumns, betweenRows } from './between.js';
import { columnPairs } from './column-pairs.js';
import { rowPairs } from './row-pairs.js';

/** What the engine is made for: `lanes` channels at a time, which divide those of a word. Default: a quarter of them. */
export interface ResizeOptions {
  readonly config: AcceleratorConfig;
  readonly lanes?: number;
  readonly period?: number;
}

/**
 * A map between its corners: `rows` x `columns` to `outRows` x `outColumns`, bilinear, so that corners stay corners
 * (align_corners = true). Larger or smaller, of any sizes with a row of at most `config.lineWords`.
 *
 * Along the column first: what lies between two rows is made once for each column and row of the result, and what lies
 * between two of these for each pixel. A word of the result every `config.rows / lanes` cycles, and a column of a row
 * likewise. Two DSP48E1 a lane, four lines in block RAM.
 *
 * @example resizeEngine({ config: acceleratorConfig(16) })
 */
export const resizeEngine = module(
  'resizeEngine',
  ({ config }: ResizeOptions) => ({
    command: streamIn(commandType(map)),
    source: streamIn(vec(i8, config.rows)),
    result: streamOut(vec(i8, config.rows)),
  }),
  (io, { config, lanes = config.rows / 4, period = 6 }) => {
    const { rows: block } = config;
    const sizes = reg(bundle({ rows: uint(12), columns: uint(12), outRows: uint(12), outColumns: uint(12) }));
    const { rows, columns, outRows, outColumns } = sizes;
    const busy = reg(bool, { init: false });
    const begun = reg(bool, { init: false });
    const active = busy.and(begun.not());

    const { pairs, taken } = rowPairs(io.source, {
      rows,
      columns,
      outRows,
      begun,
      active,
      lineWords: config.lineWords,
    });
    const between = inParts(pairs, lanes)
      .map(({ top, bottom, down }) => lanewise((t, b) => logicOf(betweenRows, t, b, down), top, bottom), { period })
      .skid() as Stream<VecType<SIntType<16>>>;
    const inWindow = columnPairs(gathered(between, block), { columns, outColumns, begun, active, lanes });
    const values = inWindow.pairs
      .map(({ left, right, across }) => lanewise((l, r) => logicOf(betweenColumns, l, r, across), left, right), {
        period,
      })
      .skid() as Words;
    const results = gathered(values, block);
    const { ends: final } = raster(outRows, outColumns, io.result.fire);
    io.result.payload.set(results.payload);
    io.result.valid.set(results.valid);
    results.ready.set(io.result.ready);

    const given = reg(bool, { init: false });
    when(io.result.fire.and(final), () => given.set(true));
    when(given.and(taken, inWindow.settled), () => busy.set(false));
    io.command.ready.set(busy.not());
    begun.set(io.command.fire);
    when(io.command.fire, () => {
      const { payload } = io.command;
      sizes.set({
        rows: payload.rows,
        columns: payload.columns,
        outRows: payload.outRows,
        outColumns: payload.outColumns,
      });
      busy.set(true);
      given.set(false);
    });
  },
);

type Pair = BundleType<{ top: VecType<SIntType<8>>; bottom: VecType<SIntType<8>>; down: UIntType<8> }>;

/** Words above each other, `lanes` channels at a time. */
function inParts(pairs: Stream<Pair>, lanes: number): Stream<Pair> {
  const parts = pairs.payload.top.length / lanes;
  if (parts === 1) return pairs;
  const { sink, stream } = streamWire(bundle({ top: vec(i8, lanes), bottom: vec(i8, lanes), down: u8 }));
  const part = reg(indexType(parts), { init: 0 });
  const ends = part.eq(parts - 1);
  const slices = (word: Vec<SIntType<8>>) =>
    select(
      part,
      Array.from({ length: parts }, (_, i) => word.slice(lanes * i, lanes * (i + 1))),
    );
  const { top, bottom, down } = pairs.payload;
  sink.payload.set({ top: slices(top), bottom: slices(bottom), down });
  sink.valid.set(pairs.valid);
  pairs.ready.set(sink.ready.and(ends));
  when(sink.fire, () => part.set(ends.mux(0, part.addWrap(1))));
  return stream;
}

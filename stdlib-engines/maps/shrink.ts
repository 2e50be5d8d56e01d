import {
  bool,
  bundle,
  i8,
  i16,
  i37,
  kernel,
  lanewise,
  lit,
  logicOf,
  mem,
  module,
  mux,
  reg,
  roundShr,
  sat,
  streamIn,
  streamOut,
  streamWire,
  u8,
  u16,
  uint,
  vec,
  vecOf,
  when,
  wire,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { commandType } from '../accelerator/isa/field.js';
import { map } from '../accelerator/isa/formats.js';
import { raster } from '../sampling/raster.js';
import { filterSteps, settingsType } from './filter-steps.js';
import { incomingLines } from './lines.js';
import { foldPackets } from './packets.js';
import { tapMemory } from './taps.js';

/** Channels of a picture; the others of its block are 0. */
const colours = 3;

/** What becomes of a sum: along a column a number with 8 bits behind the point, along a row a pixel. */
const rounded = kernel(
  (sum: i37, across: boolean): i16 => (across ? sat(roundShr(sum, 23), i8) : sat(roundShr(sum, 7), i16)),
);

const pixelType = vec(i8, colours);
const lineType = vec(i16, colours);
const totalType = bundle({ total: vec(i37, colours), across: bool });
const zeros = Array.from({ length: colours }, () => 0);

/**
 * The filter of `shrink`: `rows` x `columns` pixels along the columns and then along the rows, zeros around, by taps of the
 * command's own; every `factor`-th sample of every `factor`-th row, or with `style` 1 all of them (what lies between corners is
 * then taken from them, by `resizeEngine`).
 *
 * For each `command` come first the taps in `second`, four of 16 bits at a time and filled up to a multiple of
 * `config.rows` bytes, then the pixels in `source`, of which the first three channels count; those of `result` are 0 behind
 * them. Three multipliers serve both directions, a tap in a cycle, so a row of the result takes `taps` cycles for each
 * column of the map and each pixel of its own. 3 DSP48E1; 32 lines of 24 bits in block RAM.
 *
 * @example shrinkEngine({ config: acceleratorConfig(16) })
 */
export const shrinkEngine = module(
  'shrinkEngine',
  ({ config }: { readonly config: AcceleratorConfig; readonly period?: number }) => ({
    command: streamIn(commandType(map)),
    source: streamIn(vec(i8, config.rows)),
    second: streamIn(vec(u8, 8)),
    result: streamOut(vec(i8, config.rows)),
  }),
  (io, { config, period = 6 }) => {
    const { rows: block } = config;
    const settings = reg(settingsType);
    const { rows, columns, outRows, outColumns } = settings;
    const busy = reg(bool, { init: false });
    const loading = reg(bool, { init: false });
    const active = busy.and(loading.not());

    const { tapAt, loaded } = tapMemory(io.second, { taps: settings.taps, loading, config });
    when(loading.and(loaded), () => loading.set(false));

    const keep = wire(uint(12));
    const ringBits = Math.max(1, Math.ceil(Math.log2(config.taps)));
    const lineBits = Math.ceil(Math.log2(config.lineWords));
    const incoming = incomingLines(io.source, { rows, columns, active, keep, lines: 2 ** ringBits });
    const ring = mem(pixelType, 2 ** (ringBits + lineBits), { style: 'block' });
    const to = incoming.row.trunc(ringBits).cat(incoming.column.trunc(lineBits));
    when(io.source.fire, () => ring.write(to, io.source.payload.slice(0, colours)));

    // Along the columns into a line, and along the row out of it.
    const line = mem(lineType, 2 ** lineBits, { style: 'block' });
    const filled = reg(uint(12));
    const { steps, lowest, leaves } = filterSteps(settings, { active, loaded: incoming.loaded, filled });
    keep.set(lowest);
    const { payload } = steps;
    const { sink, stream } = streamWire(bundle({ value: lineType, tap: u16, across: bool }), { last: true });
    const held = reg(bool, { init: false });
    const free = held.not().or(sink.ready);
    const enable = steps.valid.and(free);
    const pixel = ring.readSync(payload.row.trunc(ringBits).cat(payload.column.trunc(lineBits)), { enable });
    const number = line.readSync(payload.column.trunc(lineBits), { enable });
    const side = reg(bundle({ tap: u16, across: bool, inside: bool, last: bool }), { enable });
    side.set({ tap: tapAt(payload.tap), across: payload.across, inside: payload.inside, last: steps.last! });
    when(free, () => held.set(steps.valid));
    steps.ready.set(free);
    const read = mux(
      side.across,
      number,
      lanewise(x => x.extend(16), pixel),
    );
    sink.payload.set({ value: mux(side.inside, read, vecOf(i16, zeros)), tap: side.tap, across: side.across });
    sink.last!.set(side.last);
    sink.valid.set(held);

    const products = stream.map(
      ({ value, tap, across }) => ({ total: lanewise(x => x.mul(tap.toSInt()).extend(37), value), across }),
      { period },
    );
    const totals = foldPackets(
      products,
      totalType,
      { total: [0, 0, 0], across: false },
      (sofar, { total, across }) => ({
        total: lanewise((a, b) => a.addWrap(b), sofar.total, total),
        across,
      }),
    );
    const numbers = totals.map(
      ({ total, across }) => ({ value: lanewise(x => logicOf(rounded, x, across), total), across }),
      { period },
    );
    const [toLine, toResult] = numbers.route(2, ({ across }) => across.asUInt());
    toLine!.ready.set(true);
    when(toLine!.fire, () => {
      line.write(filled.trunc(lineBits), toLine!.payload.value);
      filled.set(filled.addWrap(1));
    });
    when(leaves, () => filled.set(0));
    const black = Array.from({ length: block - colours }, () => 0);
    const results = toResult!.map(({ value }) => lanewise(x => x.wrap(i8), value).concat(vecOf(i8, black))).skid();
    const { ends: final } = raster(outRows, outColumns, io.result.fire);
    io.result.payload.set(results.payload);
    io.result.valid.set(results.valid);
    results.ready.set(io.result.ready);

    const given = reg(bool, { init: false });
    when(io.result.fire.and(final), () => given.set(true));
    when(given.and(incoming.loaded.eq(rows)), () => {
      busy.set(false);
      given.set(false);
    });
    io.command.ready.set(busy.not());
    when(io.command.fire, () => {
      const { payload } = io.command;
      const all = payload.style.any();
      busy.set(true);
      loading.set(true);
      filled.set(0);
      settings.set({
        rows: payload.rows,
        columns: payload.columns,
        outRows: all.mux(payload.rows, payload.outRows),
        outColumns: all.mux(payload.columns, payload.outColumns),
        taps: payload.taps,
        step: all.mux(lit(uint(6), 1), payload.factor),
      });
    });
  },
);

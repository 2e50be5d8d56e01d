import {
  asBits,
  type Bool,
  bool,
  bundle,
  fromBits,
  i8,
  i16,
  indexType,
  lit,
  logicOf,
  module,
  reg,
  type SIntType,
  type SignalOf,
  type Stream,
  streamIn,
  streamOut,
  streamWire,
  u8,
  u16,
  uint,
  type VecType,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { commandType } from '../accelerator/isa/field.js';
import { map } from '../accelerator/isa/formats.js';
import { sigmoid } from '../quantized/sigmoid.js';
import { unit8 } from '../quantized/unit.js';
import { raster } from '../sampling/raster.js';
import { composeFlow } from './flow.js';
import { motionMemory } from './motions.js';
import { serialSoftmax } from './softmax.js';

/** Pixels whose occlusion may wait for their flow. */
const occlusionsWaiting = 16;

/** What is kept of a command while its map goes through. */
const settingsType = bundle({
  rows: uint(12),
  columns: uint(12),
  channels: uint(6),
  shift: uint(4),
  logits8: bool,
  shares8: bool,
  occlusion8: bool,
  flow8: bool,
  drop: uint(4),
  jacobians: bool,
});

/**
 * Logits to a warp map: softmax over the first `channels` logits of a pixel, the sum of share times shift, and the sigmoid of
 * the logit behind them.
 *
 * For each `command` come first the records of its motions in `second`, 8 bytes at a time, then the logits in
 * `source`: all of a pixel in 16 bits each, little-endian, up to a multiple of `config.rows`. `result` gives for each pixel
 * flow x, flow y (i16), occlusion (u16) and 0.
 *
 * A pixel takes as many cycles as it has logits, and 13 at least; `masksInterval` has the cycles between pixels. Eight DSP48E1, no block RAM.
 */
export const masksEngine = module(
  'masksEngine',
  ({ config }: { config: AcceleratorConfig; period?: number }) => ({
    command: streamIn(commandType(map)),
    source: streamIn(vec(i8, config.rows)),
    second: streamIn(vec(u8, 8)),
    result: streamOut(vec(u8, 8), { last: true }),
  }),
  (io, { config, period = 6 }) => {
    const settings = reg(settingsType);
    const { rows, columns, channels } = settings;
    const busy = reg(bool, { init: false });
    const loading = reg(bool, { init: false });
    const entering = reg(bool, { init: false });

    const motionBits = Math.ceil(Math.log2(config.motions));
    const words = reg(uint(motionBits + 3), { init: 0 });
    const motion = motionMemory(io.second, words.trunc(motionBits + 2), 2 ** motionBits);
    const loaded = words.eq(channels.shl(2));
    io.second.ready.set(loading.and(loaded.not()));
    when(io.second.fire, () => words.set(words.addWrap(1)));

    const { logits, final } = logitsOf(io.source, settings, entering);
    const [toShares, toOcclusion] = logits.route(2, ({ occlusion }) => occlusion.asUInt());
    const fractions = serialSoftmax(toShares!.map(logitOf(settings)).skid(), { channels: config.motions, period });
    const flows = composeFlow(fractions, { ...settings, affine: settings.jacobians, motionBits, motion, period });
    const occlusions = toOcclusion!
      .withoutLast()
      .map(({ raw }) => raw)
      .map(sigmoid, { period })
      .map(x => settings.occlusion8.mux(logicOf(unit8, x).extend(16).shlWrap(8), x))
      .fifo(occlusionsWaiting);
    const { sink, stream } = streamWire(vec(u8, 8));
    const { x, y } = flows.payload;
    const entry = lit(u16, 0).cat(occlusions.payload).cat(y.asUInt()).cat(x.asUInt());
    sink.payload.set(fromBits(vec(u8, 8), entry));
    sink.valid.set(flows.valid.and(occlusions.valid));
    flows.ready.set(sink.ready.and(occlusions.valid));
    occlusions.ready.set(sink.ready.and(flows.valid));
    const entries = stream.skid();
    const left = raster(rows, columns, entries.fire);
    io.result.payload.set(entries.payload);
    io.result.valid.set(entries.valid);
    io.result.last!.set(left.ends);
    entries.ready.set(io.result.ready);

    io.command.ready.set(busy.not());
    when(loading.and(loaded), () => {
      loading.set(false);
      entering.set(true);
    });
    when(final, () => entering.set(false));
    when(entries.fire.and(left.ends), () => busy.set(false));
    when(io.command.fire, () => {
      const { fraction, flowFraction, ...command } = io.command.payload;
      busy.set(true);
      loading.set(true);
      words.set(0);
      settings.set({
        rows: command.rows,
        columns: command.columns,
        channels: command.channels,
        logits8: command.logits8.any(),
        shares8: command.shares8.any(),
        occlusion8: command.occlusion8.any(),
        flow8: command.flow8.any(),
        jacobians: command.jacobians.any(),
        shift: lit(uint(4), 9).subWrap(fraction),
        drop: lit(uint(4), 8).subWrap(flowFraction),
      });
    });
  },
);

type Settings = SignalOf<typeof settingsType>;

const logitType = bundle({ raw: i16, occlusion: bool });

/**
 * Words to logits one by one; those of the softmax are a packet, that of the occlusion one of its own. A pixel has an even
 * number of words, as an epilogue writes them: where the occlusion is in the first of two, it is held until the other is there,
 * so that every word has been taken when the last logit goes.
 */
function logitsOf(source: Stream<VecType<SIntType<8>>>, { rows, columns, channels }: Settings, entering: Bool) {
  const { sink, stream } = streamWire(logitType, { last: true });
  const perWord = source.type.length / 2;
  const index = reg(uint(6), { init: 0 });
  const offset = reg(indexType(perWord), { init: 0 });
  const second = reg(bool, { init: false });
  const holding = reg(bool, { init: false });
  const held = reg(i16);
  const number = fromBits(vec(i16, perWord), asBits(source.payload)).at(offset);
  const occlusion = index.eq(channels);
  const holds = occlusion.and(second.not());
  sink.payload.set({ raw: holding.mux(held, number), occlusion });
  sink.last!.set(index.addWrap(1).ge(channels));
  sink.valid.set(source.valid.and(entering, holds.not()));
  const isTaken = sink.ready.and(occlusion.or(offset.eq(perWord - 1)));
  source.ready.set(entering.and(holds.or(isTaken)));
  when(source.fire, () => {
    second.set(second.not());
    holding.set(holds);
    held.set(number);
  });
  const ends = sink.fire.and(occlusion);
  const { ends: final } = raster(rows, columns, ends);
  when(sink.fire, () => {
    index.set(occlusion.mux(0, index.addWrap(1)));
    offset.set(occlusion.mux(0, offset.addWrap(1)));
  });
  return { logits: stream as Stream as Stream<typeof logitType>, final: ends.and(final) };
}

/** A logit with 9 bits behind the point, as it is or from 8 bits. */
const logitOf =
  ({ logits8, shift }: Settings) =>
  ({ raw }: SignalOf<typeof logitType>) =>
    logits8.mux(raw.sat(i8).extend(16).shlWrap(shift), raw);

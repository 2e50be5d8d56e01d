import {
  type Bool,
  bool,
  bundle,
  lit,
  type Mem,
  macArray,
  reg,
  type SIntType,
  type Sink,
  type Stream,
  streamWire,
  type Type,
  type UInt,
  u16,
  uint,
  type VecType,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import type { commandType } from '../accelerator/isa/field.js';
import type { conv } from '../accelerator/isa/formats.js';
import { drive } from './drive.js';
import { feed, type Rows } from './feed.js';
import { inspect, some } from './inspect.js';
import { level } from './level.js';
import { reads } from './reads.js';
import { type Loop, walk } from './walk.js';

type Commands = Stream<ReturnType<typeof commandType<(typeof conv)['fields']>>>;

/** Commands whose end has not been reported yet. */
const open = 4;

/** A set of weights and what it is applied to. */
const setType = bundle({
  base: u16,
  rowStep: u16,
  imagePitch: u16,
  stride: uint(2),
  rows: uint(12),
  columns: uint(12),
  images: uint(6),
  opens: bool,
  closes: bool,
  ends: bool,
});

/**
 * The way to the sums: commands become sets of weights (block, row and column of the kernel), sets become addresses of
 * pixels, and the words that lie there go through the array. Each walk runs ahead of the next as far as it can, so the array is
 * given a pixel in every cycle, from set to set and from command to command.
 *
 *     commands -> inspect -> walk -> sets -+-> feed <- rows of the array (parameters leave to the epilogue)
 *                                          +-> a bank is free? -> walk -> tile memory -> array -> sums
 *                                          +-> notes for the accumulators
 *
 * @param released 1 when the epilogue has read a bank
 */
export function convolve(
  commands: Commands,
  rows: Rows,
  tile: Mem<VecType<SIntType<8>>>,
  released: Bool,
  config: AcceleratorConfig,
) {
  const done = streamWire(uint(4));
  const dones = done.stream.fifo(open);
  const { sets, faulty } = setsOf(commands, dones.fire, config);
  const [toFeed, toPixels, toNotes] = sets.fork(3) as [Stream, Stream, Stream];
  const { parameters, weights } = feed(toFeed, rows, config);

  const queue = toPixels.fifo(2);
  const opened = queue.fire.and(queue.payload.opens);
  const banks = level(2, opened, released);
  const { sink, stream } = streamWire(setType);
  const may = queue.payload.opens.not().or(banks.ne(2)) as Bool;
  sink.payload.set(queue.payload as never);
  sink.valid.set(queue.valid.and(may));
  queue.ready.set(sink.ready.and(may));
  const pixels = walk(stream as Stream, set => ({
    base: set.base as UInt,
    loops: [
      { count: set.columns, step: set.stride },
      { count: set.rows, step: set.rowStep },
      { count: set.images, step: set.imagePitch },
    ] as Loop[],
  }));
  const { address, last, job } = pixels.payload as unknown as { address: UInt; last: Bool; job: { ends: Bool } };
  const place = address.trunc(Math.ceil(Math.log2(config.tileWords)));
  const words = reads(tile, pixels as Stream, place, last);
  const sums = macArray(words, weights, { dataflow: 'weight', packed: true });

  const ends = reg(bool);
  when(pixels.fire, () => ends.set(last.and(job.ends)));
  const over = words.fire.and(ends);
  done.sink.payload.set(faulty.mux(lit(uint(4), faults.field), faults.none));
  done.sink.valid.set(over.or(faulty));
  return { sums, notes: toNotes.map(({ opens, closes }) => ({ opens, closes })).fifo(8), parameters, dones };
}

/** The sets of weights of each command, of those whose fields are sound; the others are reported when it is their turn. */
function setsOf(commands: Commands, reported: Bool, { tileWords, accumulators }: AcceleratorConfig) {
  const inspected = inspect(
    commands,
    c => ({
      base: c.base.add(strides(c.columns, c.stride)).add(c.kernelColumns),
      counts: [c.blocks.subWrap(1), c.images.subWrap(1), strides(c.rows, c.stride).add(c.kernelRows.subWrap(1))],
      steps: [c.blockPitch, c.imagePitch, c.rowPitch],
      sizes: [c.images, c.rows, c.columns],
    }),
    (c, { last, points }) =>
      some(c.blocks, c.kernelRows, c.kernelColumns, c.images, c.rows, c.columns).and(
        c.stride.eq(1).or(c.stride.eq(2)),
        last.le(tileWords),
        points.le(accumulators),
      ),
  );
  // The next command is inspected while this one works.
  const next = inspected.regValid() as Stream;
  const { command, sound: fits } = next.payload as { command: Commands['payload']; sound: Bool };
  // Sums are begun once, before anything is added to them: else banks and parameters would no longer go together.
  const begun = reg(bool, { init: false });
  const sound = fits.and(command.first.any().xor(begun)) as Bool;
  when(next.fire.and(sound), () => begun.set(command.last.any().not()));
  const { sink, stream } = streamWire(next.type as Type);
  const under = level(open, next.fire, reported);
  const room = under.ne(open);
  drive(sink as Sink, next.payload);
  sink.valid.set(next.valid.and(sound, room));
  next.ready.set(sound.mux(sink.ready.and(room), under.eq(0)));

  const steps = walk(stream as Stream, ({ command: c }) => ({
    base: c.base as UInt,
    loops: [
      { count: c.kernelColumns, step: lit(uint(1), 1) },
      { count: c.kernelRows, step: c.rowPitch },
      { count: c.blocks, step: c.blockPitch },
    ] as Loop[],
  }));
  const sets = (steps as Stream).map(({ address, first, last }) => {
    const { rows, columns, images, imagePitch, rowPitch, stride } = command;
    const rowStep = stride.bit(1).mux(rowPitch.shlWrap(1), rowPitch);
    const flags = { opens: first.and(command.first.any()), closes: last.and(command.last.any()), ends: last };
    return { base: address, rowStep, imagePitch, stride, rows, columns, images, ...flags };
  });
  return { sets, faulty: next.fire.and(sound.not()) };
}

/** From the first to the last of so many, in steps of 1 or 2; by a multiplexer, not a multiplier. */
function strides(count: UInt, stride: UInt): UInt {
  const steps = count.subWrap(1).extend(13);
  return stride.bit(1).mux(steps.shlWrap(1), steps);
}

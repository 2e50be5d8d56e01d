import {
  asBits,
  type Bool,
  bool,
  bundle,
  fromBits,
  i8,
  indexType,
  lanewise,
  lit,
  logicOf,
  mem,
  module,
  mux,
  reg,
  type SInt,
  type SIntType,
  sint,
  streamIn,
  streamOut,
  streamWire,
  type UInt,
  u8,
  uint,
  type Vec,
  vec,
  vecOf,
  when,
  wire,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { commandType } from '../accelerator/isa/field.js';
import { map, mapOperations } from '../accelerator/isa/formats.js';
import { heatmap } from '../quantized/gaussian.js';
import { occlude, toActivation, toFeature } from '../quantized/interpolate.js';
import { bilinear } from './bilinear.js';
import { hold } from './hold.js';
import { bellsAt, look, motionType } from './look.js';
import { pictureMemory } from './picture-memory.js';
import { raster } from './raster.js';
import { records } from './records.js';
import { inWords } from './words.js';

const period = 6;

/** An entry of a warp map, 8 bytes. */
const warpEntry = bundle({ x: sint(16), y: sint(16), occlusion: uint(16), unused: uint(16) });

/**
 * The operations `warp` and `motion` of the map unit. A command first fills the memories with the block of channels that
 * `source` brings; then, pixel by pixel of the raster,
 *
 * - `warp` takes an entry of the warp map from `second`, looks where it says, and multiplies by its occlusion:
 *   `occlude(interpolate16(...), occlusion)` for all channels, `busBits / 8` of them in a cycle;
 * - `motion`, which takes `rows / 4` records of motion from `second` beside the block, gives for each of them its heatmap, and
 *   the first three channels of the block where the motion looks: a motion in a cycle.
 *
 * Of `motion` the records and the block may come in either order, of `warp` the block comes first. What `samplingFits` refuses
 * has to be refused before. Of the places in a record 17 bits count, of its Jacobian 16.
 *
 * When nothing stalls a word leaves every `rows / (busBits / 8)` cycles of `warp`, and every `rows / 4` of `motion`; how many
 * a command takes in all is told by `samplingCycles`. `result` is registered; its `ready` reaches back to a register. May be
 * cleared at any time.
 */
export const samplingEngine = module(
  'samplingEngine',
  ({ config }: { readonly config: AcceleratorConfig }) => ({
    command: streamIn(commandType(map)),
    source: streamIn(vec(i8, config.rows)),
    second: streamIn(vec(u8, 8)),
    result: streamOut(vec(i8, config.rows)),
  }),
  (io, { config }) => {
    const lanes = config.busBits / 8;
    const parts = config.rows / lanes;
    const motions = config.rows / 4;

    const command = io.command.regValid();
    const { operation, flowFraction, unit } = command.payload;
    const byMotion = operation.eq(mapOperations.indexOf('motion'));
    const jacobians = command.payload.jacobians.any();
    const rows = command.payload.rows.trunc(10);
    const columns = command.payload.columns.trunc(10);

    // A command fills the memories, looks into them, and is done when its last word has been taken.
    const blockHeld = reg(bool, { init: false });
    const recordsHeld = reg(bool, { init: false });
    const lookedAll = reg(bool, { init: false });
    const done = wire(bool);
    const filled = blockHeld.and(recordsHeld.or(byMotion.not()));
    const looking = filled.and(lookedAll.not());

    const memory = pictureMemory(lanes, config.samplePixels * parts);
    const held = hold(memory, io.source, { rows, columns, active: command.valid.and(blockHeld.not()) });
    const taking = command.valid.and(byMotion, recordsHeld.not());
    const motion = records(motions, io.second.payload, taking.and(io.second.valid));

    // Steps of a pixel: parts of its word, or motions; those of `motion` once for each row before.
    const stepType = indexType(Math.max(parts, motions));
    const part = reg(stepType, { init: 0 });
    const rowDone = reg(bool, { init: false });
    const ofRow = byMotion.and(rowDone.not());
    const { sink, stream: steps } = streamWire(step(stepType.width));
    const final = part.eq(mux(byMotion, lit(stepType, motions - 1), parts - 1));
    const pixelDone = sink.fire.and(final, ofRow.not());
    const { row, column, rowEnds, ends } = raster(rows, columns, pixelDone);
    const entry = fromBits(warpEntry, asBits(io.second.payload));
    sink.payload.set({ row, column, part, ofRow, final, ends, entry, motion: motion.read(part, jacobians) });
    sink.valid.set(looking.and(byMotion.or(io.second.valid)));
    io.second.ready.set(taking.or(looking.and(byMotion.not(), final, sink.ready)));
    when(sink.fire, () => part.set(final.mux(0, part.addWrap(1))));
    when(sink.fire.and(final), () => rowDone.set(ofRow.or(rowEnds.not())));
    when(pixelDone.and(ends), () => lookedAll.set(true));
    when(held, () => blockHeld.set(true));
    when(motion.full, () => recordsHeld.set(true));
    when(done, () => {
      blockHeld.set(false);
      recordsHeld.set(false);
      lookedAll.set(false);
    });

    const drop = lit(uint(4), 8).subWrap(flowFraction);
    const looked = steps.map(
      ({ row, column, motion, entry, ...rest }) => {
        const shift = logicOf(look, byMotion, column, row, motion, entry.x, entry.y, drop);
        const bells = logicOf(bellsAt, rest.ofRow, column, row, motion, unit);
        return { ...rest, row, column, ...shift, bells, occlusion: entry.occlusion };
      },
      { period },
    );
    // The bells of a row wait for those of its columns, motion by motion; they come by the same way, and so in time.
    const rowBells = mem(bellsType, motions, { style: 'distributed' });
    when(looked.fire.and(looked.payload.ofRow), () => rowBells.write(looked.payload.part, looked.payload.bells));
    const places = looked
      .map(found => ({ ...found, along: rowBells.read(found.part) }))
      .filter(({ ofRow }) => ofRow.not())
      .map(
        ({ row, column, x, y, part, bells, along, occlusion, final, ends }) => ({
          ...{ row, column, x, y },
          // Motions look at the first part of a word.
          ...(parts > 1 ? { part: byMotion.mux(0, part.trunc(Math.log2(parts))) } : {}),
          side: {
            heat: logicOf(heatmap, bells.driving, along.driving, bells.source, along.source),
            ...{ occlusion, final, ends },
          },
        }),
        { period },
      );
    const samples = bilinear(places, { rows, columns }, memory, period).map(
      ({ exact, side }: Sample) => {
        const warped = lanewise(x => logicOf(occlude, logicOf(toFeature, x), side.occlusion), exact);
        const colours = lanewise(x => logicOf(toActivation, x), exact.slice(0, 3));
        return { warped, moved: vecOf(i8, [side.heat, ...colours]), final: side.final, ends: side.ends };
      },
      { period },
    );
    const { words, ends: wordEnds } = inWords(samples.skid(), byMotion, config.rows);
    done.set(words.fire.and(wordEnds));
    command.ready.set(done);
    words.into(io.result);
  },
);

const step = (partBits: number) =>
  bundle({
    ...{ row: uint(10), column: uint(10), part: uint(partBits) },
    ...{ ofRow: bool, final: bool, ends: bool },
    ...{ entry: warpEntry, motion: motionType },
  });

const bellsType = bundle({ driving: uint(16), source: uint(16) });

interface Sample {
  readonly exact: Vec<SIntType<24>>;
  readonly side: { readonly heat: SInt<8>; readonly occlusion: UInt<16>; readonly final: Bool; readonly ends: Bool };
}

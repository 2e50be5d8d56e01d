import { epilogueModes } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { type ConvPlan, shapeOf } from './conv.js';
import { spareBlocks } from './geometry.js';
import { length, type PlacedTile } from './grid.js';
import type { Access, Box, Op, Range } from './op.js';
import { boxFields, type Target } from './target.js';

/** What the convolution adds to a set, into the skip memory: rows and columns of the result, its own blocks. */
export function loadSkip(plan: ConvPlan, at: PlacedTile, set: number, words: Range, target: Target): Op {
  const { pass, geometry } = plan;
  const { buffer } = pass.skip!;
  const shape = shapeOf(plan, at);
  const first = set * geometry.setBlocks;
  const there = Math.min(geometry.setBlocks, buffer.blocks - first);
  const box: Box = { images: at.images, blocks: [first, first + there], rows: at.rows, columns: at.columns };
  return {
    unit: 'load',
    format: 'load',
    pass: plan.index,
    fields: {
      ...boxFields(buffer, box, target),
      skip: 1,
      // For a block that does not exist, the one before is loaded again: something has to be added.
      ...(there < geometry.setBlocks && { blocks: geometry.setBlocks, blockStride: 0 }),
      base: words[0],
      rowPitch: shape.columns,
      blockPitch: shape.images * shape.rows * shape.columns,
      imagePitch: shape.rows * shape.columns,
    },
    accesses: [
      { space: 'work', buffer, box, write: false },
      { space: 'skip', words, write: true },
    ],
  };
}

/** The results of a phase, into the words of the output memory that the tile or set has. */
export function epilogueOf(
  plan: ConvPlan,
  at: PlacedTile,
  {
    set,
    phase,
    slot,
    skip,
  }: { readonly set: number; readonly phase: number; readonly slot: Range; readonly skip?: Range | undefined },
): Op {
  const { pass, geometry } = plan;
  const shape = shapeOf(plan, at);
  const pixel = geometry.wordsPerPixel;
  const columns = geometry.stored(shape.columns);
  const image = geometry.stored(shape.rows) * columns * pixel;
  const results = shape.images * image;
  const times = pass.phases.length === 4 ? 2 : 1;
  const corner = (phase >> 1) * columns * pixel + (phase & 1) * pixel;
  const width = pass.wide ? 2 : 1;
  const inPixel = pass.pixels ? set * geometry.setBlocks * width : 0;
  const spare = pass.pixels && set === geometry.sets - 1 && spareBlocks(pass, geometry);
  const read: Access[] = skip ? [{ space: 'skip', words: skip, write: false }] : [];
  return {
    unit: 'epilogue',
    format: 'epilogue',
    pass: plan.index,
    fields: {
      mode: epilogueModes.indexOf(pass.mode),
      wide: pass.wide ? 1 : 0,
      ...(skip && { skipGain: pass.skip!.gain, skipBase: skip[0] }),
      rows: shape.rows,
      columns: shape.columns,
      images: shape.images,
      base: slot[0] + corner + inPixel,
      rowPitch: times * columns * pixel,
      blockPitch: pass.pixels ? (spare ? results - inPixel : width) : results,
      imagePitch: image,
      columnPitch: times * pixel,
    },
    accesses: [...read, { space: 'out', words: slot, write: true }],
  };
}

/** The results of a set, or of all sets of a tile, to memory. */
export function storeOf(plan: ConvPlan, at: PlacedTile, set: number, slot: Range, target: Target): Op {
  const { pass, geometry } = plan;
  const { output } = pass;
  const shape = shapeOf(plan, at);
  const pixel = geometry.wordsPerPixel;
  const scaled = ([from, to]: Range, words = 1): Range => [geometry.stored(from) * words, geometry.stored(to) * words];
  const first = pass.pixels ? 0 : set * geometry.setBlocks;
  const box: Box = {
    images: at.images,
    blocks: [first, Math.min(output.blocks, first + geometry.setBlocks)],
    rows: scaled(at.rows),
    columns: scaled(at.columns, pixel),
  };
  const [rows, columns] = [length(box.rows), length(box.columns)];
  return {
    unit: 'store',
    format: 'store',
    pass: plan.index,
    fields: {
      ...boxFields(output, box, target),
      base: slot[0],
      rowPitch: columns,
      blockPitch: shape.images * rows * columns,
      imagePitch: rows * columns,
    },
    accesses: [
      { space: 'out', words: slot, write: false },
      { space: 'work', buffer: output, box, write: true },
    ],
  };
}

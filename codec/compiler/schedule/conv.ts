import { epilogueModes } from '../../../stdlib-engines/accelerator/isa/formats.js';
import type { ConvPass } from '../pass/pass.js';
import { boxSide, type Geometry, spareBlocks, type Tile, wordsOf } from './geometry.js';
import { length, type PlacedTile } from './grid.js';
import type { Access, Box, Op, Range } from './op.js';
import { regions, stridesOf, type Target } from './target.js';

/** A convolution that is about to be emitted. */
export interface ConvPlan {
  readonly pass: ConvPass;
  /** The number of the pass. */
  readonly index: number;
  readonly geometry: Geometry;
  readonly tile: Tile;
  /** What is loaded at a time: blocks of one input. */
  readonly chunks: readonly Chunk[];
  /** Where its weights are in the region of constants. */
  readonly weights: number;
  /** The row of the table of gains for its first block. */
  readonly table: number;
}

export interface Chunk {
  /** The number of the input. */
  readonly input: number;
  /** Of the blocks of that input. */
  readonly blocks: Range;
  /** The number of the first among the blocks of all inputs. */
  readonly first: number;
}

/** The sizes of a tile at its place. */
export interface TileShape {
  readonly rows: number;
  readonly columns: number;
  readonly images: number;
  readonly boxRows: number;
  readonly boxColumns: number;
  /** Words of a block of the input. */
  readonly box: number;
  readonly slot: number;
  readonly skip: number;
}

export function shapeOf({ pass, geometry }: Pick<ConvPlan, 'pass' | 'geometry'>, at: PlacedTile): TileShape {
  const [images, rows, columns] = [length(at.images), length(at.rows), length(at.columns)];
  const boxRows = boxSide(pass, geometry, rows, 0);
  const boxColumns = boxSide(pass, geometry, columns, 1);
  return { images, rows, columns, boxRows, boxColumns, ...wordsOf(pass, geometry, { images, rows, columns }) };
}

/** Which rows or columns of a map a tile reads, and how many of zeros there are before and behind. */
function span(results: Range, stride: number, before: number, side: number, size: number) {
  const from = results[0] * stride - before;
  const to = from + side;
  const inside: Range = [Math.max(0, from), Math.min(size, to)];
  return { inside, padBefore: inside[0] - from, padBehind: to - inside[1] };
}

/** What a chunk of a tile reads. */
export function chunkBox({ pass, geometry }: ConvPlan, at: PlacedTile, chunk: Chunk) {
  const { size, stride } = pass;
  const shape = shapeOf({ pass, geometry }, at);
  const { before } = geometry;
  const rows = span(at.rows, stride, before[0], shape.boxRows, size[0]);
  const columns = span(at.columns, stride, before[1], shape.boxColumns, size[1]);
  const box: Box = { images: at.images, blocks: chunk.blocks, rows: rows.inside, columns: columns.inside };
  return { box, rows, columns, shape };
}

export function loadChunk(plan: ConvPlan, at: PlacedTile, chunk: Chunk, words: Range, target: Target): Op {
  const { pass } = plan;
  const { box, rows, columns, shape } = chunkBox(plan, at, chunk);
  const { buffer } = pass.inputs[chunk.input]!;
  const word = target.config.rows;
  const strides = stridesOf(buffer, word);
  return {
    unit: 'load',
    format: 'load',
    pass: plan.index,
    fields: {
      address:
        target.addressOf(buffer) +
        at.images[0] * strides.image +
        chunk.blocks[0] * strides.block +
        rows.inside[0] * strides.row +
        columns.inside[0] * word,
      region: regions.work,
      affine: pass.table ? 1 : 0,
      blockStride: strides.block,
      rowStride: strides.row,
      imageStride: strides.image,
      images: shape.images,
      blocks: length(chunk.blocks),
      rows: length(rows.inside),
      columns: length(columns.inside),
      padTop: rows.padBefore,
      padBottom: rows.padBehind,
      padLeft: columns.padBefore,
      padRight: columns.padBehind,
      base: words[0],
      rowPitch: shape.boxColumns,
      blockPitch: shape.box,
      imagePitch: shape.boxRows * shape.boxColumns,
      table: pass.table ? plan.table + chunk.first : 0,
    },
    accesses: [
      { space: 'work', buffer, box, write: false },
      { space: 'tile', words, write: true },
    ],
  };
}

/** What the convolution adds to a set, into the skip memory: rows and columns of the result, its own blocks. */
export function loadSkip(plan: ConvPlan, at: PlacedTile, set: number, words: Range, target: Target): Op {
  const { pass, geometry } = plan;
  const { buffer } = pass.skip!;
  const shape = shapeOf(plan, at);
  const word = target.config.rows;
  const strides = stridesOf(buffer, word);
  const first = set * geometry.setBlocks;
  const there = Math.min(geometry.setBlocks, buffer.blocks - first);
  const blocks: Range = [first, first + there];
  return {
    unit: 'load',
    format: 'load',
    pass: plan.index,
    fields: {
      address:
        target.addressOf(buffer) +
        at.images[0] * strides.image +
        first * strides.block +
        at.rows[0] * strides.row +
        at.columns[0] * word,
      region: regions.work,
      skip: 1,
      // For a block that does not exist, the one before is loaded again: something has to be added.
      blockStride: there < geometry.setBlocks ? 0 : strides.block,
      rowStride: strides.row,
      imageStride: strides.image,
      images: shape.images,
      blocks: geometry.setBlocks,
      rows: shape.rows,
      columns: shape.columns,
      base: words[0],
      rowPitch: shape.columns,
      blockPitch: shape.images * shape.rows * shape.columns,
      imagePitch: shape.rows * shape.columns,
    },
    accesses: [
      { space: 'work', buffer, box: { images: at.images, blocks, rows: at.rows, columns: at.columns }, write: false },
      { space: 'skip', words, write: true },
    ],
  };
}

/** The sums of a phase over some blocks, which lie one behind the other in the tile memory. */
export function convOf(
  plan: ConvPlan,
  at: PlacedTile,
  phase: number,
  words: Range,
  ends: { readonly first: boolean; readonly last: boolean },
): Op {
  const { pass, geometry } = plan;
  const shape = shapeOf(plan, at);
  const { before } = pass.phases[phase]!;
  const down = geometry.before[0] - before[0];
  const across = geometry.before[1] - before[1];
  return {
    unit: 'conv',
    format: 'conv',
    pass: plan.index,
    fields: {
      base: words[0] + down * shape.boxColumns + across,
      rowPitch: shape.boxColumns,
      blockPitch: shape.box,
      imagePitch: shape.boxRows * shape.boxColumns,
      blocks: length(words) / shape.box,
      kernelRows: pass.kernel,
      kernelColumns: pass.kernel,
      stride: pass.stride,
      images: shape.images,
      first: ends.first ? 1 : 0,
      last: ends.last ? 1 : 0,
      rows: shape.rows,
      columns: shape.columns,
    },
    accesses: [{ space: 'tile', words, write: false }],
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
  const word = target.config.rows;
  const strides = stridesOf(output, word);
  const [rows, columns] = [length(box.rows), length(box.columns)];
  return {
    unit: 'store',
    format: 'store',
    pass: plan.index,
    fields: {
      address:
        target.addressOf(output) +
        at.images[0] * strides.image +
        first * strides.block +
        box.rows[0] * strides.row +
        box.columns[0] * word,
      region: regions.work,
      blockStride: strides.block,
      rowStride: strides.row,
      imageStride: strides.image,
      images: shape.images,
      blocks: length(box.blocks),
      rows,
      columns,
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

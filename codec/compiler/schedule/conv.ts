import type { ConvPass } from '../pass/pass.js';
import { boxSide, type Geometry, type Tile, wordsOf } from './geometry.js';
import { length, type PlacedTile } from './grid.js';
import type { Box, Op, Range } from './op.js';
import { boxFields, type Target } from './target.js';

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
  return {
    unit: 'load',
    format: 'load',
    pass: plan.index,
    fields: {
      ...boxFields(buffer, box, target),
      affine: pass.table ? 1 : 0,
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

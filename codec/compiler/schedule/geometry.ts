import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { strided } from '../../integer/conv/sums.js';
import { setBytes } from '../constants.js';
import { blockCount } from '../pass/conv.js';
import type { ConvPass } from '../pass/pass.js';

/** How much of a convolution is done at a time: results before they are averaged, and before their phases lie between each other. */
export interface Tile {
  readonly images: number;
  readonly rows: number;
  readonly columns: number;
  /** The tile memory does not hold all blocks of a tile: they are loaded anew for each set of sums. */
  readonly streamed: boolean;
}

/** What follows from a convolution and the sizes of an accelerator. */
export interface Geometry {
  /** Of the input. */
  readonly blocks: number;
  /** Of channels of the result that the array computes at a time, and how many blocks these are. */
  readonly sets: number;
  readonly setBlocks: number;
  /** Sums that a pass makes for each image: rows and columns of a phase. */
  readonly sums: readonly [rows: number, columns: number];
  /** Rows and columns before the place of a result that a tile begins, and how many more it has than results, for a stride of 1. */
  readonly before: readonly [rows: number, columns: number];
  readonly more: readonly [rows: number, columns: number];
  /** Bytes of the weights of one set of sums, and of all. */
  readonly setBytes: number;
  readonly weightBytes: number;
  /** Rows (and columns) of results in memory for so many rows of sums. */
  stored(sums: number): number;
  /** Words of a pixel of the result in the output memory, of a block; or of all channels, with `pixels`. */
  readonly wordsPerPixel: number;
}

export function geometryOf(pass: ConvPass, { rows, columns }: AcceleratorConfig): Geometry {
  const { inputs, kernel, stride, phases, channels, size, mode, wide, pixels, output } = pass;
  const blocks = blockCount(inputs);
  const sets = Math.ceil(channels / columns);
  const reach = (axis: 0 | 1): readonly [before: number, more: number] => {
    const before = phases.map(phase => phase.before[axis]);
    const most = Math.max(...before);
    return [most, kernel - 1 + most - Math.min(...before)];
  };
  const [[above, high], [left, broad]] = [reach(0), reach(1)];
  const bytes = setBytes(blocks, kernel, rows, columns);
  const times = phases.length === 4 ? 2 : mode === 'pool' ? 0.5 : 1;
  return {
    blocks,
    sets,
    setBlocks: columns / rows,
    sums: [strided(size[0], stride), strided(size[1], stride)],
    before: [above, left],
    more: [high, broad],
    setBytes: bytes,
    weightBytes: bytes * sets * phases.length,
    stored: sums => sums * times,
    wordsPerPixel: pixels ? output.columns / pass.shape[2]! : wide ? 2 : 1,
  };
}

/** Words of the memories that a tile takes. */
export interface TileWords {
  /** A block of the input. */
  readonly box: number;
  /** Of results: those of a set, or with `pixels` of all. */
  readonly slot: number;
  /** What is added to a set. */
  readonly skip: number;
}

export function wordsOf(
  pass: ConvPass,
  of: Geometry,
  { images, rows, columns }: Pick<Tile, 'images' | 'rows' | 'columns'>,
): TileWords {
  const box = images * boxSide(pass, of, rows, 0) * boxSide(pass, of, columns, 1);
  const results = images * of.stored(rows) * of.stored(columns) * of.wordsPerPixel;
  // With `pixels`, blocks of the array's columns that no channel has are written behind the results.
  const slot = results * (pass.pixels ? (spareBlocks(pass, of) ? 2 : 1) : of.setBlocks);
  return { box, slot, skip: pass.skip ? of.setBlocks * images * rows * columns : 0 };
}

/** Rows or columns that are loaded for so many of results. */
export const boxSide = ({ stride }: ConvPass, { more }: Geometry, results: number, axis: 0 | 1): number =>
  (results - 1) * stride + 1 + more[axis];

/** Whether the last set has blocks that no channel of the result lies in. */
export const spareBlocks = (
  { output, pixels, wide }: ConvPass,
  { sets, setBlocks, wordsPerPixel }: Geometry,
): boolean => sets * setBlocks > (pixels ? wordsPerPixel / (wide ? 2 : 1) : output.blocks);

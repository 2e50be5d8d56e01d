import type { AcceleratorConfig } from '../accelerator/config.js';

type Sizes = Pick<AcceleratorConfig, 'rows' | 'columns' | 'lanes'>;

/** The fields of a `conv` that decide how long it takes. */
export interface ConvWork {
  readonly blocks: number;
  readonly kernelRows: number;
  readonly kernelColumns: number;
  readonly images: number;
  readonly rows: number;
  readonly columns: number;
  readonly first: number;
}

/**
 * Cycles of the array for a `conv`, when tile and weights are there in time: a cycle for each pixel of each set of weights;
 * a set takes a cycle more than the array has rows at least, in which the next one is loaded. Parameters are loaded by the same
 * way, in what the sets leave of it. Instructions follow each other without a gap, so the cycles add up. Exact, but for the
 * parameters of groups that have little more pixels than the array rows, which may take up to 3 cycles more.
 *
 * @example convCycles({ blocks: 4, kernelRows: 3, kernelColumns: 3, images: 1, rows: 16, columns: 32, first: 1 }, acceleratorConfig(16)) // => 18432
 */
export function convCycles(work: ConvWork, { rows }: Pick<Sizes, 'rows'>): number {
  const pixels = work.images * work.rows * work.columns;
  const slack = Math.max(0, pixels - rows - 1);
  const parameters = work.first ? Math.max(0, 7 - 2 * slack) : 0;
  return work.blocks * work.kernelRows * work.kernelColumns * Math.max(pixels, rows + 1) + parameters;
}

/** Cycles from a `conv` that is given to an engine at rest until the array takes its first pixel. */
export const convStart = ({ first }: Pick<ConvWork, 'first'>, { rows }: Pick<Sizes, 'rows'>): number =>
  rows + (first ? 17 : 9);

/** The fields of an `epilogue` that decide how long it takes: of the sums, not of the results. */
export type EpilogueWork = Pick<ConvWork, 'images' | 'rows' | 'columns'>;

/** Cycles from the read of the last sums until `epilogue_done`: those of the lanes. */
export const epilogueDrain = 14;

/**
 * Cycles of an `epilogue`, from one to the next, when its sums are there in time: a cycle for each group of lanes, and those in
 * which the command is inspected and the lanes run empty. Exact.
 *
 * @example epilogueCycles({ images: 1, rows: 16, columns: 32 }, acceleratorConfig(16)) // => 2070
 */
export const epilogueCycles = ({ images, rows, columns }: EpilogueWork, config: Omit<Sizes, 'rows'>): number =>
  images * rows * columns * (config.columns / config.lanes) + 8 + epilogueDrain;

/** Cycles from the last pixel of a group, which `conv_done` reports, until an `epilogue` that waits for it may read its sums. */
export const handover = ({ rows }: Pick<Sizes, 'rows'>): number => rows / 4 + 11;

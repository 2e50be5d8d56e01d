import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import type { ConstantsBuilder } from '../constants.js';
import type { Buffer } from '../pass/buffer.js';
import { length } from './grid.js';
import type { Box } from './op.js';

/** What instructions are made for: an accelerator, frames, and places in memory. */
export interface Target {
  readonly config: AcceleratorConfig;
  readonly batch: number;
  /** Where a buffer begins in the work region. */
  readonly addressOf: (buffer: Buffer) => number;
  readonly constants: ConstantsBuilder;
}

/** Numbers of the regions, as instructions have them. */
export const regions = { constants: 0, work: 1 } as const;

/** Strides of a buffer in memory, in bytes. */
export function stridesOf({ rows, columns, bytes, shared }: Buffer, word: number) {
  return { row: columns * word, block: rows * columns * word, image: shared ? 0 : bytes };
}

/** A box of a buffer, as a load or a store has it: where it begins, strides in bytes, and how many of each there are. */
export function boxFields(buffer: Buffer, { images, blocks, rows, columns }: Box, { config, addressOf }: Target) {
  const word = config.rows;
  const strides = stridesOf(buffer, word);
  const within = images[0] * strides.image + blocks[0] * strides.block + rows[0] * strides.row + columns[0] * word;
  return {
    address: addressOf(buffer) + within,
    region: regions.work,
    blockStride: strides.block,
    rowStride: strides.row,
    imageStride: strides.image,
    images: length(images),
    blocks: length(blocks),
    rows: length(rows),
    columns: length(columns),
  };
}

import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import type { ConstantsBuilder } from '../constants.js';
import type { Buffer } from '../pass/buffer.js';

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

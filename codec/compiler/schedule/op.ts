import type { UnitName } from '../../../stdlib-engines/accelerator/isa/field.js';
import type { formats } from '../../../stdlib-engines/accelerator/isa/formats.js';
import type { Buffer } from '../pass/buffer.js';

/** From the first to the one behind the last. */
export type Range = readonly [from: number, to: number];

/** A part of a buffer in memory. */
export interface Box {
  readonly images: Range;
  readonly blocks: Range;
  readonly rows: Range;
  /** Words. */
  readonly columns: Range;
}

/** What an instruction reads or writes, by which it depends on others. */
export type Access =
  | { readonly space: 'tile' | 'skip' | 'out'; readonly words: Range; readonly write: boolean }
  | { readonly space: 'work'; readonly buffer: Buffer; readonly box: Box; readonly write: boolean };

/** An instruction before it has semaphores. */
export interface Op {
  readonly unit: UnitName;
  readonly format: (typeof formats)[number]['name'];
  readonly fields: Readonly<Record<string, number>>;
  readonly accesses: readonly Access[];
  /** Comes after this one too, which stands earlier: so that no unit is further ahead than semaphores count. */
  readonly after?: Op | undefined;
  /** The number of the pass that it belongs to. */
  readonly pass: number;
}

/** An instruction as it is in the program: masks of semaphores. */
export interface Instruction extends Op {
  readonly wait: number;
  readonly signal: number;
}

/** All of a buffer, of some images. */
export const whole = ({ blocks, rows, columns }: Buffer, images: Range): Box => ({
  images,
  blocks: [0, blocks],
  rows: [0, rows],
  columns: [0, columns],
});

const common = ([a, b]: Range, [c, d]: Range): number => Math.max(0, Math.min(b, d) - Math.max(a, c));

/** How many words two boxes have in common. */
export const overlap = (a: Box, b: Box): number =>
  common(a.images, b.images) * common(a.rows, b.rows) * common(a.blocks, b.blocks) * common(a.columns, b.columns);

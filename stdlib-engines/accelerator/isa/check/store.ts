import type { InstructionOf } from '../decode.js';
import type { store } from '../formats.js';
import {
  alignedRows,
  atLeastOne,
  type Extent,
  inRegion,
  type Problem,
  reach,
  type Surroundings,
  within,
} from './problem.js';

type Store = InstructionOf<typeof store>['fields'];

/** The words of the output memory that are read. */
export const storedWords = (fields: Store): Extent => [
  [fields.images, fields.imagePitch],
  [fields.blocks, fields.blockPitch],
  [fields.rows, fields.rowPitch],
  [fields.columns, 1],
];

/** Where rows begin that are written. */
export const storedRows = ({ images, imageStride, blocks, blockStride, rows, rowStride }: Store): Extent => [
  [images, imageStride],
  [blocks, blockStride],
  [rows, rowStride],
];

export function storeProblems(fields: Store, around: Surroundings): Problem[] {
  const { config } = around;
  const empty = atLeastOne(fields, 'images', 'blocks', 'rows', 'columns');
  if (empty.length > 0) return empty;
  const bytes = reach(storedRows(fields)) + fields.columns * config.rows;
  return [
    ...within('base', 'output', config.outWords, fields.base, storedWords(fields)),
    ...inRegion(around, { field: 'address', ...fields, bytes, written: true }),
    ...alignedRows(fields, config.rows),
  ];
}

import type { AcceleratorConfig } from '../../config.js';
import type { InstructionOf } from '../decode.js';
import type { load, table } from '../formats.js';
import {
  aligned,
  alignedRows,
  atLeastOne,
  type Extent,
  inRegion,
  type Problem,
  problem,
  reach,
  type Surroundings,
  within,
} from './problem.js';

type Load = InstructionOf<typeof load>['fields'];

/** Rows and columns of the box with the zeros around it. */
export const paddedSize = ({ rows, columns, padTop, padBottom, padLeft, padRight }: Load) => ({
  rows: padTop + rows + padBottom,
  columns: padLeft + columns + padRight,
});

/** The words of the tile memory or skip memory that are written. */
export function loadedWords(fields: Load): Extent {
  const { rows, columns } = paddedSize(fields);
  return [
    [fields.images, fields.imagePitch],
    [fields.blocks, fields.blockPitch],
    [rows, fields.rowPitch],
    [columns, 1],
  ];
}

/** Where rows begin that are read. */
export const loadedRows = ({ images, imageStride, blocks, blockStride, rows, rowStride }: Load): Extent => [
  [images, imageStride],
  [blocks, blockStride],
  [rows, rowStride],
];

/** Why nothing of a box is loaded at all. */
export function loadRefusals(fields: Load, config: AcceleratorConfig): Problem[] {
  const { rows, columns } = paddedSize(fields);
  return [
    ...atLeastOne(fields, 'images', 'blocks'),
    ...(rows === 0 ? [problem('field', 'rows', 'is 0, and so is the padding')] : []),
    ...(columns === 0 ? [problem('field', 'columns', 'is 0, and so is the padding')] : []),
    ...(fields.affine ? within('table', 'table', config.tableRows, fields.table, [[fields.blocks, 1]]) : []),
  ];
}

export function loadProblems(fields: Load, around: Surroundings): Problem[] {
  const { config } = around;
  const refusals = loadRefusals(fields, config);
  if (refusals.length > 0) return refusals;
  const memory = fields.skip ? 'skip' : 'tile';
  const read = fields.rows > 0 && fields.columns > 0;
  const bytes = reach(loadedRows(fields)) + fields.columns * config.rows;
  return [
    ...within('base', memory, fields.skip ? config.skipWords : config.tileWords, fields.base, loadedWords(fields)),
    ...(read ? inRegion(around, { field: 'address', ...fields, bytes }) : []),
    ...(read ? alignedRows(fields, config.rows) : []),
  ];
}

/** Bytes of a row of the table. */
export const tableRowBytes = (rows: number): number => 8 * rows;

export function tableProblems(fields: InstructionOf<typeof table>['fields'], around: Surroundings): Problem[] {
  const { config } = around;
  const bytes = fields.count * tableRowBytes(config.rows);
  const empty = atLeastOne(fields, 'count');
  if (empty.length > 0) return empty;
  return [
    ...within('first', 'table', config.tableRows, fields.first, [[fields.count, 1]]),
    ...inRegion(around, { field: 'address', ...fields, bytes }),
    ...aligned(fields, config.rows, 'address'),
  ];
}

import type { AcceleratorConfig } from '../../config.js';
import type { InstructionOf } from '../decode.js';
import type { conv } from '../formats.js';
import { atLeastOne, type Extent, type Problem, problem, type Surroundings, within } from './problem.js';

type Conv = InstructionOf<typeof conv>['fields'];

/** Sums that a `conv` or an `epilogue` goes through. */
export const pixelsOf = ({ images, rows, columns }: Pick<Conv, 'images' | 'rows' | 'columns'>): number =>
  images * rows * columns;

/** Rows of the array that parameters fill: 8 bytes for each column. */
export const parameterRows = 8;

/** Rows of the array that a `conv` takes from the stream of weights. */
export const takenRows = ({ first, blocks, kernelRows, kernelColumns }: Conv, { rows }: AcceleratorConfig): number =>
  (first ? parameterRows : 0) + blocks * kernelRows * kernelColumns * rows;

/** The words of the tile memory that are read. */
export const readWords = (fields: Conv): Extent => [
  [fields.blocks, fields.blockPitch],
  [fields.images, fields.imagePitch],
  ...windows(fields.rows, fields.kernelRows, fields.stride, fields.rowPitch),
  ...windows(fields.columns, fields.kernelColumns, fields.stride, 1),
];

/** What windows side by side cover: a run without gaps, unless a stride passes over what the kernel does not reach. */
const windows = (count: number, kernel: number, stride: number, pitch: number): Extent =>
  kernel >= stride
    ? [[(count - 1) * stride + kernel, pitch]]
    : [
        [count, stride * pitch],
        [kernel, pitch],
      ];

/** That all sums of an instruction are in a bank. */
export function sumsFit(fields: Pick<Conv, 'images' | 'rows' | 'columns'>, config: AcceleratorConfig): Problem[] {
  const pixels = pixelsOf(fields);
  if (pixels <= config.accumulators) return [];
  return [problem('field', 'rows', `makes ${pixels} sums, and a bank has ${config.accumulators} accumulators`)];
}

export function convProblems(fields: Conv, { config }: Surroundings): Problem[] {
  const { stride } = fields;
  const empty = [
    ...atLeastOne(fields, 'blocks', 'kernelRows', 'kernelColumns', 'images', 'rows', 'columns'),
    ...(stride === 1 || stride === 2 ? [] : [problem('field', 'stride', `is ${stride}: there are 1 and 2`)]),
  ];
  if (empty.length > 0) return empty;
  return [...sumsFit(fields, config), ...within('base', 'tile', config.tileWords, fields.base, readWords(fields))];
}

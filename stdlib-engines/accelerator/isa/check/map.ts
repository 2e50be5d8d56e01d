import { samplingSide, samplingWords } from '../../../sampling/fits.js';
import type { AcceleratorConfig } from '../../config.js';
import type { InstructionOf } from '../decode.js';
import { type map, mapOperations } from '../formats.js';
import { aligned, atLeastOne, inRegion, type Problem, problem, type Surroundings } from './problem.js';

export type MapFields = InstructionOf<typeof map>['fields'];

/** Bytes of the record of a motion. */
export const recordBytes = 32;
/** Bytes of a pixel of a warp map: flow along x and y, occlusion, 0. */
export const warpBytes = 8;

const roundedUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** Bytes of the logits of a pixel: those of the shares and that of the occlusion, whole blocks of them. */
export const logitBytes = (channels: number, rows: number): number => 2 * roundedUp(channels + 1, rows);

/** What an operation reads and writes, in bytes. */
export interface MapBytes {
  readonly sourceBytes: number;
  readonly secondBytes: number;
  readonly destinationBytes: number;
}

/** How many bytes the operation reads and writes, which the instruction has to say too. */
export function mapBytes(fields: MapFields, { rows }: Pick<AcceleratorConfig, 'rows'>): MapBytes {
  const pixels = fields.rows * fields.columns;
  const block = pixels * rows;
  const result = fields.outRows * fields.outColumns * rows;
  switch (mapOperations[fields.operation]!) {
    case 'picture':
      return { sourceBytes: block, secondBytes: 0, destinationBytes: block };
    case 'shrink':
      return { sourceBytes: block, secondBytes: roundedUp(2 * fields.taps, rows), destinationBytes: result };
    case 'bilinear':
      return { sourceBytes: block, secondBytes: 0, destinationBytes: result };
    case 'motion':
      return { sourceBytes: block, secondBytes: (rows / 4) * recordBytes, destinationBytes: block };
    case 'masks': {
      const sourceBytes = pixels * logitBytes(fields.channels, rows);
      return { sourceBytes, secondBytes: fields.channels * recordBytes, destinationBytes: pixels * warpBytes };
    }
    case 'warp':
      return { sourceBytes: block, secondBytes: pixels * warpBytes, destinationBytes: block };
  }
}

export function mapProblems(fields: MapFields, around: Surroundings): Problem[] {
  const { config } = around;
  const operation = mapOperations[fields.operation];
  if (!operation) return [problem('opcode', 'operation', `is ${fields.operation}, which does not exist`)];
  const wrong = [...atLeastOne(fields, 'rows', 'columns'), ...ownProblems(fields, config)];
  if (wrong.length > 0) return wrong;
  const bytes = mapBytes(fields, config);
  const sizes = (Object.keys(bytes) as (keyof MapBytes)[])
    .filter(name => fields[name] !== bytes[name])
    .map(name => problem('field', name, `is ${fields[name]}, and \`${operation}\` has ${bytes[name]}`));
  if (sizes.length > 0) return sizes;
  return (['source', 'second', 'destination'] as const).flatMap(name => {
    const region = fields[`${name}Region`];
    const span = { field: name, address: fields[name], region, bytes: bytes[`${name}Bytes`] };
    return [...inRegion(around, { ...span, written: name === 'destination' }), ...aligned(fields, config.rows, name)];
  });
}

/** What each operation demands of its fields. */
function ownProblems(fields: MapFields, config: AcceleratorConfig): Problem[] {
  const range = (field: keyof MapFields, least: number, most: number): Problem[] =>
    fields[field] >= least && fields[field] <= most
      ? []
      : [problem('field', field, `is ${fields[field]}, and has to be ${least} to ${most}`)];
  const sides = () => [...range('rows', 1, samplingSide), ...range('columns', 1, samplingSide)];
  const held = (): Problem[] => {
    const words = samplingWords(fields.rows, fields.columns);
    if (words <= config.samplePixels) return [];
    return [problem('field', 'rows', `makes ${words} words to be held, and there are ${config.samplePixels}`)];
  };
  const lines = () => [...range('columns', 1, config.lineWords), ...atLeastOne(fields, 'outRows', 'outColumns')];
  switch (mapOperations[fields.operation]!) {
    case 'picture':
      return [];
    case 'shrink': {
      const odd = fields.taps % 2 === 1 ? [] : [problem('field', 'taps', `is ${fields.taps}, and has to be odd`)];
      return [...lines(), ...range('taps', 1, config.taps), ...odd, ...(fields.style ? [] : decimated(fields))];
    }
    case 'bilinear':
      return lines();
    case 'motion':
      return [...sides(), ...held()];
    case 'masks': {
      const logits = fields.logits8 ? range('fraction', 1, 9) : [];
      return [...sides(), ...range('channels', 2, config.motions), ...logits, ...range('flowFraction', 0, 8)];
    }
    case 'warp':
      return [...sides(), ...held(), ...range('flowFraction', 0, 8)];
  }
}

/** That every `factor`-th row and column is there. */
function decimated({ factor, ...fields }: MapFields): Problem[] {
  if (factor === 0) return [problem('field', 'factor', 'is 0, and has to be at least 1')];
  return (
    [
      ['rows', 'outRows'],
      ['columns', 'outColumns'],
    ] as const
  ).flatMap(([from, out]) =>
    (fields[out] - 1) * factor < fields[from]
      ? []
      : [
          problem(
            'field',
            out,
            `is ${fields[out]}, and ${fields[from]} ${from} have no more than ${Math.ceil(fields[from] / factor)}`,
          ),
        ],
  );
}

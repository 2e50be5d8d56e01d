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

/** Rows or columns that `shrink` and `bilinear` make of so many. */
export function outSize(fields: MapFields, from: number): number {
  if (mapOperations[fields.operation] === 'bilinear') return 2 * from;
  return fields.style ? Math.floor(from / fields.factor) : Math.ceil(from / fields.factor);
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
  const { source, second, destination } = fields;
  return [
    ...aligned(fields, config.rows, 'source', ...(bytes.secondBytes > 0 ? ['second'] : []), 'destination'),
    ...inRegion(around, { field: 'source', address: source, region: fields.sourceRegion, bytes: bytes.sourceBytes }),
    ...(bytes.secondBytes > 0
      ? inRegion(around, { field: 'second', address: second, region: fields.secondRegion, bytes: bytes.secondBytes })
      : []),
    ...inRegion(around, {
      field: 'destination',
      address: destination,
      region: fields.destinationRegion,
      bytes: bytes.destinationBytes,
      written: true,
    }),
  ];
}

/** What each operation demands of the fields that only it has. */
function ownProblems(fields: MapFields, config: AcceleratorConfig): Problem[] {
  const { rows, columns, taps, factor } = fields;
  const range = (field: keyof MapFields, most: number, least = 0): Problem[] =>
    fields[field] >= least && fields[field] <= most
      ? []
      : [problem('field', field, `is ${fields[field]}, and has to be ${least} to ${most}`)];
  const equal = (field: keyof MapFields, value: number): Problem[] =>
    fields[field] === value ? [] : [problem('field', field, `is ${fields[field]}, and has to be ${value}`)];
  const held = (): Problem[] =>
    rows * columns <= config.samplePixels
      ? []
      : [problem('field', 'rows', `makes ${rows * columns} pixels, and ${config.samplePixels} can be held`)];
  const line = (): Problem[] => range('columns', config.lineWords, 1);
  const out = (): Problem[] => [
    ...equal('outRows', outSize(fields, rows)),
    ...equal('outColumns', outSize(fields, columns)),
  ];
  switch (mapOperations[fields.operation]!) {
    case 'picture':
      return [];
    case 'shrink': {
      const own = [
        ...range('taps', config.taps, 1),
        ...(taps % 2 === 0 ? [problem('field', 'taps', `is ${taps}, and has to be odd`)] : []),
        ...(factor === 0 ? atLeastOne(fields, 'factor') : []),
        ...line(),
      ];
      return own.length > 0 ? own : [...out(), ...atLeastOne(fields, 'outRows', 'outColumns')];
    }
    case 'bilinear':
      return [...line(), ...out()];
    case 'motion':
      return [...held(), ...range('rows', 512), ...range('columns', 512)];
    case 'masks':
      return [
        ...range('channels', config.motions, 2),
        ...(fields.logits8 ? range('fraction', 9, 1) : []),
        ...range('flowFraction', 8),
      ];
    case 'warp':
      return [...held(), ...range('flowFraction', 8)];
  }
}

import type { InstructionOf } from '../decode.js';
import type { weights } from '../formats.js';
import { aligned, atLeastOne, inRegion, type Problem, type Surroundings } from './problem.js';

export function weightsProblems(fields: InstructionOf<typeof weights>['fields'], around: Surroundings): Problem[] {
  const { rows, columns } = around.config;
  return [
    ...atLeastOne(fields, 'bytes'),
    ...aligned(fields, columns, 'bytes'),
    ...inRegion(around, { field: 'address', ...fields }),
    ...aligned(fields, rows, 'address'),
  ];
}

import type { AcceleratorConfig } from '../../config.js';
import type { InstructionOf } from '../decode.js';
import { type epilogue, epilogueModes } from '../formats.js';
import { pixelsOf, sumsFit } from './conv.js';
import { atLeastOne, type Extent, type Problem, problem, type Surroundings, within } from './problem.js';

type Epilogue = InstructionOf<typeof epilogue>['fields'];

const wideModes: readonly string[] = ['none', 'relu', 'sigmoid'];

/** The words of the output memory that are written. */
export function resultWords(fields: Epilogue, { rows, columns }: AcceleratorConfig): Extent {
  const halves = epilogueModes[fields.mode] === 'pool' ? 2 : 1;
  return [
    [columns / rows, fields.blockPitch],
    [fields.images, fields.imagePitch],
    [fields.rows / halves, fields.rowPitch],
    [fields.columns / halves, fields.columnPitch],
    [fields.wide ? 2 : 1, 1],
  ];
}

/** The words of the skip memory that `add` reads. */
export const skippedWords = (fields: Epilogue, { rows, columns }: AcceleratorConfig): Extent => [
  [(columns / rows) * pixelsOf(fields), 1],
];

export function epilogueProblems(fields: Epilogue, { config }: Surroundings): Problem[] {
  const mode = epilogueModes[fields.mode];
  if (!mode) return [problem('field', 'mode', `is ${fields.mode}, which does not exist`)];
  const odd = (['rows', 'columns'] as const).filter(name => mode === 'pool' && fields[name] % 2 !== 0);
  const wrong = [
    ...atLeastOne(fields, 'images', 'rows', 'columns'),
    ...odd.map(name => problem('field', name, `is ${fields[name]}, and has to be even for \`pool\``)),
    ...(fields.wide && !wideModes.includes(mode) ? [problem('field', 'wide', `is 1: \`${mode}\` has 8 bits`)] : []),
  ];
  if (wrong.length > 0) return wrong;
  return [
    ...sumsFit(fields, config),
    ...within('base', 'output', config.outWords, fields.base, resultWords(fields, config)),
    ...(mode === 'add'
      ? within('skipBase', 'skip', config.skipWords, fields.skipBase, skippedWords(fields, config))
      : []),
  ];
}

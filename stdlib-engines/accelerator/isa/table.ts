import type { Fields } from './field.js';
import { formats, header } from './formats.js';

/** Rows of a table in Markdown: where fields stand in an instruction, and what they mean. */
function fieldRows(fields: Fields): string[] {
  return Object.entries(fields).map(([name, { word, bit, bits, doc }]) => {
    const where = bits === 1 ? `${bit}` : `${bit + bits - 1}:${bit}`;
    return `| \`${name}\` | ${word} | ${where} | ${doc} |`;
  });
}

const heading = ['| field | word | bits | |', '|---|---|---|---|'];

/** The instruction set in Markdown: the header that all instructions have, and a table for each of them. */
export const instructionTables = (): string =>
  [
    '### All instructions',
    '',
    ...heading,
    ...fieldRows(header),
    '',
    ...formats.flatMap(({ name, opcode, unit, doc, fields }) => [
      `### \`${name}\`: ${doc}`,
      '',
      `Opcode ${opcode}, ${unit ? `carried out by \`${unit}\`` : 'carried out by the sequencer'}.`,
      '',
      ...(Object.keys(fields).length > 0 ? [...heading, ...fieldRows(fields), ''] : []),
    ]),
  ].join('\n');

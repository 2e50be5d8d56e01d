import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** A part of a line, which counts from 1; columns count from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly lineText: string;
}

/** `file:line:column    the line`, and below it a mark under the place. */
export function pointAt(file: string, { line, column, length, lineText }: Place): string {
  const where = `${relative(process.cwd(), file)}:${line}:${column + 1}    `;
  return `${where}${lineText}\n${' '.repeat(where.length + column)}${'^'.repeat(Math.max(1, length))}`;
}

/** The first place of a text in a file. */
export const findText = (file: string, text: string): Place | undefined => find(file, line => line.indexOf(text), text);

/** The first place of a whole word in a file. */
export function findName(file: string, name: string): Place | undefined {
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return find(file, line => line.search(word), name);
}

function find(file: string, columnIn: (line: string) => number, text: string): Place | undefined {
  for (const [i, lineText] of readFileSync(file, 'utf8').split('\n').entries()) {
    const column = columnIn(lineText);
    if (column >= 0) return { line: i + 1, column, length: text.length, lineText };
  }
  return undefined;
}

/** Text put between the characters of a line of a file. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

interface Inserted {
  readonly source: string;
  readonly insertions: readonly Insertion[];
}

const files = new Map<string, Inserted>();

/**
 * Tells that a file runs under its own path, with `insertions` in order within its lines: columns in a stack are then
 * given as they are in the file (`columnInFile`). It needs no source map, whose making takes longer than its use.
 */
export function setInserted(path: string, source: string, insertions: readonly Insertion[]): void {
  files.set(path, { source, insertions });
}

/** The column in the file of a place in a stack, both from 1. */
export function columnInFile(path: string, line: number, column: number): number {
  const file = files.get(path);
  if (!file) return column;
  const { source, insertions } = file;
  let start = 0;
  for (let i = 1; i < line; i++) start = source.indexOf('\n', start) + 1;
  let at = start + column - 1;
  for (const insertion of insertions) {
    if (insertion.at < start) continue;
    if (insertion.at >= at) break;
    at = Math.max(insertion.at, at - insertion.text.length);
  }
  return at - start + 1;
}

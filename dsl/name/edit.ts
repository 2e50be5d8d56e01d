/** Text put before the character at `at`. */
export interface Edit {
  readonly at: number;
  readonly text: string;
}

/** Makes the insertions, which come in order of position. */
export function insert(code: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += code.slice(from, edit.at) + edit.text;
    from = edit.at;
  }
  return result + code.slice(from);
}

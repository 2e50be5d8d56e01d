/** From one place in a text to another. */
export interface Part {
  readonly from: number;
  readonly to: number;
  /** A whole statement, in whose place a semicolon stays. */
  readonly statement?: boolean;
}

/** A text with blanks for some of its parts, which are in order, so that everything else stays at its place. */
export function erase(text: string, parts: readonly Part[]): string {
  let result = '';
  let from = 0;
  for (const part of parts) {
    result += text.slice(from, part.from) + blank(text.slice(part.from, part.to), part.statement);
    from = part.to;
  }
  return result + text.slice(from);
}

function blank(text: string, isStatement = false): string {
  const spaces = text.includes('\n') ? text.replace(/[^\n]/g, ' ') : ' '.repeat(text.length);
  return isStatement ? `;${spaces.slice(1)}` : spaces;
}

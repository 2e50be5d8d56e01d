import type { Edit } from './edit.js';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first field of a segment, as a base 64 VLQ: 5 bits per digit, the lowest first, and the sign in the lowest bit. */
function decodeFirst(segment: string): { value: number; length: number } {
  let bits = 0;
  let length = 0;
  for (;;) {
    const digit = digits.indexOf(segment[length]!);
    bits |= (digit & 31) << (5 * length);
    length += 1;
    if ((digit & 32) === 0) break;
  }
  return { value: bits & 1 ? -(bits >> 1) : bits >> 1, length };
}

function encode(value: number): string {
  let bits = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const rest = bits >> 5;
    text += digits[(bits & 31) | (rest > 0 ? 32 : 0)];
    bits = rest;
  } while (bits > 0);
  return text;
}

/**
 * The `mappings` of a source map after insertions within lines of the generated `code`.
 * A segment starts with its column as the distance from the segment before it on the line, so an insertion
 * changes one number: that of the first segment behind it.
 */
export function shiftMappings(mappings: string, code: string, edits: readonly Edit[]): string {
  const lines = mappings.split(';');
  let lineStart = 0;
  let line = 0;
  let next = 0;
  while (next < edits.length) {
    const newline = code.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? code.length : newline;
    const here: Edit[] = [];
    while (next < edits.length && edits[next]!.at <= lineEnd) here.push(edits[next++]!);
    if (here.length > 0 && lines[line]) lines[line] = shiftLine(lines[line]!, lineStart, here);
    lineStart = lineEnd + 1;
    line += 1;
  }
  return lines.join(';');
}

function shiftLine(segments: string, lineStart: number, edits: readonly Edit[]): string {
  let column = 0;
  let next = 0;
  const shifted = segments.split(',').map(segment => {
    const { value, length } = decodeFirst(segment);
    column += value;
    let grown = 0;
    while (next < edits.length && edits[next]!.at - lineStart <= column) grown += edits[next++]!.text.length;
    return grown === 0 ? segment : encode(value + grown) + segment.slice(length);
  });
  return shifted.join(',');
}

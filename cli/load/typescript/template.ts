import { type Part, type Reader, refuse } from './reader.js';
import { at, next } from './token.js';

/**
 * Reads a template from its first `` ` ``, and what stands in `${}` by `read`. Gives the parts of text between these,
 * of which there is one more than of the others.
 */
export function template(p: Reader, read: (p: Reader) => void): Part[] {
  const parts: Part[] = [];
  for (;;) {
    const from = p.end;
    const to = endOfText(p.text, from);
    parts.push({ from, to });
    p.start = to;
    if (p.text[to] === '`') {
      p.end = to + 1;
      next(p);
      return parts;
    }
    p.end = to + 2;
    next(p);
    read(p);
    if (!at(p, '}')) refuse();
  }
}

/** Where a template's text meets `` ` `` or `${`. */
function endOfText(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 96 || (code === 36 && text.charCodeAt(i + 1) === 123)) return i;
    if (code === 92) i += 1;
  }
  return refuse();
}

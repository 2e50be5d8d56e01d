import { type Node, type Reader, refuse } from './reader.js';
import { next } from './token.js';

/** The token before which a regular expression stands. Its value is the string, if that needs no escapes. */
export function stringLiteral(p: Reader, needsValue = false): Node {
  const { start, end } = p;
  const value = p.text.slice(start + 1, end - 1);
  const plain = !value.includes('\\');
  if (needsValue && !plain) refuse();
  next(p);
  return { type: 'Literal', start, end, value: plain ? value : undefined } as unknown as Node;
}

/** `/.../flags`, at whose `/` the reader stands. */
export function regularExpression(p: Reader): Node {
  const { text, start } = p;
  let inClass = false;
  let i = start + 1;
  for (;;) {
    const char = text[i];
    if (char === undefined || char === '\n') refuse();
    if (char === '/' && !inClass) break;
    if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    i += char === '\\' ? 2 : 1;
  }
  i += 1;
  while (/[a-z]/.test(text[i] ?? '')) i += 1;
  p.end = i;
  next(p);
  return { type: 'Literal', start, end: i } as unknown as Node;
}

/** A number, whose value is of no interest. */
export function plainLiteral(p: Reader): Node {
  const { start, end } = p;
  next(p);
  return { type: 'Literal', start, end } as Node;
}

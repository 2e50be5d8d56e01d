import { type Node, name, privateName, type Reader, refuse } from './reader.js';
import { next } from './token.js';

/** A name where a value is read or declared. */
export function identifier(p: Reader): Node {
  p.used.add(p.word);
  return label(p);
}

/** A name behind a dot or before a colon, which may be any word. */
export function label(p: Reader): Node {
  if (p.kind !== name) refuse();
  const { start, end, word } = p;
  next(p);
  return { type: 'Identifier', start, end, name: word };
}

/** `#name` */
export function privateIdentifier(p: Reader): Node {
  if (p.kind !== privateName) refuse();
  const { start, end, word } = p;
  next(p);
  return { type: 'PrivateIdentifier', start, end, name: word };
}

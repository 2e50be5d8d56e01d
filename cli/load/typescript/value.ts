import type * as acorn from 'acorn';
import { boundNames } from '../../../dsl/name/bound-names.js';
import { refuse } from './unread.js';
import { eraseWord, keep, type Node, type Rule, remains, type Walk } from './walk.js';

/** A name where a value is read or declared, with its type. */
export const identifier: Rule = (w, node) => {
  const name = node.name as string;
  w.used.add(name);
  if (!node.typeAnnotation && !node.optional) return node;
  // Written with escapes, it has another length.
  if (!w.text.startsWith(name, node.start)) refuse();
  const end = node.start + name.length;
  eraseOptional(w, node, end);
  keep(w, node);
  node.end = end;
  return node;
};

export const pattern: Rule = (w, node) => {
  const { end } = node;
  const type = node.typeAnnotation as Node | null;
  const close = node.type === 'ObjectPattern' ? '}' : ']';
  eraseOptional(w, node, w.text.lastIndexOf(close, type ? type.start : end - 1));
  return keep(w, node);
};

/** The question mark of a parameter or a member that may be left out. */
export function eraseOptional(w: Walk, node: Node, from: number): void {
  if (node.optional) eraseWord(w, '?', from, node.end);
  node.optional = false;
}

export const declarator: Rule = (w, node) => {
  const { start, end } = node.id as Node;
  if (node.definite) eraseWord(w, '!', start, end);
  return keep(w, node);
};

/** A name behind a dot, of a key or of a label is none of a value. */
export const member: Rule = (w, node) => keep(w, node, node.computed ? undefined : 'property');
export const property: Rule = (w, node) => keep(w, node, node.computed ? undefined : 'key');
export const labelled: Rule = (w, node) => keep(w, node, 'label');

/** Notes what is assigned at `target`. */
export const assigning =
  (target: 'left' | 'argument'): Rule =>
  (w, node) => {
    keep(w, node);
    for (const name of boundNames(node[target] as acorn.Pattern)) w.assigned.add(name);
    return node;
  };

export const unwrapped: Rule = (w, node) => remains(w, node.expression as Node);

/** A value, and what is said of its type behind it. */
export const typed: Rule = (w, node) => {
  const inner = node.expression as Node;
  w.types.push({ from: inner.end, to: node.end });
  // Where the type ended a statement, the value would be called or indexed.
  gap.lastIndex = node.end;
  const [between] = gap.exec(w.text)!;
  if (between.includes('\n') && /[([`]/.test(w.text.charAt(gap.lastIndex))) refuse();
  return remains(w, inner);
};

/** Blanks and comments. */
const gap = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

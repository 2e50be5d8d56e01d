import { refuse } from './unread.js';
import { eraseOptional } from './value.js';
import { erasedStatement, eraseWord, keep, type Node, type Rule, type Walk } from './walk.js';

export const classOf: Rule = (w, node) => {
  if (node.declare) return erasedStatement(w, node);
  if (node.abstract) eraseWord(w, 'abstract', node.start, (node.body as Node).start);
  const bases = node.implements as Node[];
  const [first] = bases;
  if (first) w.types.push({ from: w.text.lastIndexOf('implements', first.start), to: bases.at(-1)!.end });
  node.implements = [];
  return keep(w, node);
};

export const method: Rule = (w, node) =>
  // The head of one that follows.
  (node.value as Node).type === 'TSEmptyBodyFunctionExpression' ? erasedStatement(w, node) : member(w, node);

export const field: Rule = (w, node) => {
  w.hasFields = true;
  if (node.declare) return erasedStatement(w, node);
  const key = node.key as Node;
  if (node.definite) eraseWord(w, '!', key.end, node.end);
  // Without its type, the name alone would belong to what follows.
  const alone = !node.value && !node.computed && w.text[node.end - 1] !== ';';
  if (alone && /^(?:static|get|set|async|accessor)$/.test(w.text.slice(key.start, key.end))) refuse();
  return member(w, node);
};

/** A field without a place of its own. */
export const abstractField: Rule = (w, node) => {
  w.hasFields = true;
  return erasedStatement(w, node);
};

function member(w: Walk, node: Node): Node {
  const key = node.key as Node;
  if (node.accessibility || node.readonly || node.override) eraseModifiers(w, node.start, key.start);
  eraseOptional(w, node, key.end);
  return keep(w, node, node.computed ? undefined : 'key');
}

/** Takes out the words before a member that only TypeScript has. */
function eraseModifiers(w: Walk, start: number, keyAt: number): void {
  const words = w.text.slice(start, keyAt);
  // A comment might have one of them.
  if (words.includes('/')) refuse();
  const rest = words.replace(/\b(?:public|private|protected|readonly|override)\b/g, (word, at: number) => {
    w.types.push({ from: start + at, to: start + at + word.length });
    return '';
  });
  // With no word before it, a sign would go on with the member above.
  if (/^\s*[[*]/.test(rest)) refuse();
}

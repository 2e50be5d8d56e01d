import { refuse } from './unread.js';
import { keep, type Node, type Rule } from './walk.js';

export const fn: Rule = (w, node) => {
  const params = node.params as Node[];
  const [first, second] = params;
  // The type of `this` is written as a parameter.
  if (first?.type === 'Identifier' && first.name === 'this') {
    w.types.push({ from: first.start, to: second?.start ?? first.end });
    params.shift();
  }
  w.depth += 1;
  keep(w, node);
  w.depth -= 1;
  return node;
};

/** No line may end within what is taken out around the parameters of an arrow. */
export const arrow: Rule = (w, node) => {
  for (const type of [node.typeParameters, node.returnType] as (Node | null)[])
    if (type && w.text.slice(type.start, type.end).includes('\n')) refuse();
  return fn(w, node);
};

/** A function that becomes a script's can wait nowhere else. */
export const awaiting: Rule = (w, node) => (w.depth === 0 ? refuse() : keep(w, node));

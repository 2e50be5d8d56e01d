import { refuse } from './unread.js';
import { erasedStatement, type Node, type Rule, remains, type Walk } from './walk.js';

export const imported: Rule = (w, node) => {
  if (node.importKind === 'type') return erasedStatement(w, node);
  // A module that is run for what it does, and one that is something else than code.
  if (/^import\s*['"]/.test(w.text.slice(node.start, node.end)) || (node.attributes as Node[]).length > 0) refuse();
  node.specifiers = values(w, node.specifiers as Node[], 'importKind');
  return node;
};

export const exported: Rule = (w, node) => {
  if (node.exportKind === 'type') return erasedStatement(w, node);
  const declaration = node.declaration as Node | null;
  if (declaration) {
    node.declaration = remains(w, declaration);
    return node.declaration ? node : erasedStatement(w, node);
  }
  node.specifiers = values(w, node.specifiers as Node[], 'exportKind');
  if (!node.source) for (const { local } of node.specifiers as { local: Node }[]) remains(w, local);
  return node;
};

/** A type has no value to be the default. */
export const byDefault: Rule = (w, node) => {
  node.declaration = remains(w, node.declaration as Node) ?? refuse();
  return node;
};

export const everything: Rule = (w, node) => (node.exportKind === 'type' ? erasedStatement(w, node) : node);

/** The parts of a list that are no types. */
const values = (w: Walk, specifiers: readonly Node[], kind: 'importKind' | 'exportKind'): Node[] =>
  specifiers.filter(part => {
    if (part[kind] !== 'type') return true;
    comma.lastIndex = part.end;
    w.types.push({ from: part.start, to: comma.test(w.text) ? comma.lastIndex : part.end });
    return false;
  });

const comma = /\s*,/y;

import { stringLiteral } from './literal.js';
import { identifier, label } from './name.js';
import { attempt, eraseStatement, type Node, name, type Reader, refuse, string } from './reader.js';
import { at, atWord, eat, eatWord, expect, expectWord, next, semicolon } from './token.js';

/** An import; undefined for one of types alone. */
export function imported(p: Reader): Node | undefined {
  const { start } = p;
  const types = p.types.length;
  next(p);
  const typesAlone = attempt(p, typeBeforeNames) ?? false;
  const specifiers: Node[] = [];
  if (p.kind === name) {
    const from = p.start;
    const local = declared(p);
    specifiers.push({ type: 'ImportDefaultSpecifier', start: from, end: p.lastEnd, local } as Node);
    eat(p, ',');
  }
  const listed = at(p, '{') || at(p, '*');
  specifiers.push(...names(p));
  // A module that is run for what it does.
  if (!listed && specifiers.length === 0) refuse();
  expectWord(p, 'from');
  const from = source(p);
  if (typesAlone) return eraseStatement(p, start, types);
  return { type: 'ImportDeclaration', start, end: p.lastEnd, specifiers, source: from } as unknown as Node;
}

/** `type`, and not a thing of that name. */
function typeBeforeNames(p: Reader): true {
  expectWord(p, 'type');
  return at(p, '{') || at(p, '*') || (p.kind === name && p.word !== 'from') ? true : refuse();
}

/** A name that an import declares: being declared is no use of it. */
function declared(p: Reader): Node {
  const { word } = p;
  const known = p.used.has(word);
  const found = identifier(p);
  if (!known) p.used.delete(word);
  return found;
}

/** `{ a, b as c, type D }` or `* as all`, without the types. */
function names(p: Reader): Node[] {
  const { start } = p;
  if (eat(p, '*')) {
    expectWord(p, 'as');
    const local = declared(p);
    return [{ type: 'ImportNamespaceSpecifier', start, end: p.lastEnd, local } as Node];
  }
  return specifiers(p, p => {
    const from = p.start;
    const imported = label(p);
    const local = eatWord(p, 'as') ? declared(p) : { ...imported };
    return { type: 'ImportSpecifier', start: from, end: p.lastEnd, imported, local } as Node;
  });
}

/** What stands between braces, if they are there; `type D` is passed over. */
export function specifiers(p: Reader, read: (p: Reader) => Node): Node[] {
  if (!eat(p, '{')) return [];
  const found: Node[] = [];
  while (!eat(p, '}')) {
    const from = p.start;
    const isType = attempt(p, typeBeforeName);
    const one = read(p);
    if (isType) p.types.push({ from, to: at(p, ',') ? p.end : p.lastEnd });
    else found.push(one);
    if (!at(p, '}')) expect(p, ',');
  }
  return found;
}

function typeBeforeName(p: Reader): true {
  expectWord(p, 'type');
  return p.kind === name && p.word !== 'as' ? true : refuse();
}

/** The module that is meant, and the end of the statement. */
export function source(p: Reader): Node {
  if (p.kind !== string) refuse();
  const found = stringLiteral(p, true);
  // An import with attributes is of something else than code.
  if (atWord(p, 'with')) refuse();
  semicolon(p);
  return found;
}

import { classOf } from './class.js';
import { assignment } from './expression.js';
import { binding } from './pattern.js';
import { eraseStatement, type Node, name, type Reader, refuse } from './reader.js';
import { at, atWord, eat, eatWord, expect, next, semicolon } from './token.js';
import { annotation, erase, type, typeParameters } from './type.js';

/** `type A<B> = C` or `interface A<B> extends C {}`. */
export function typeDeclaration(p: Reader): true {
  const { start, word } = p;
  const before = p.types.length;
  next(p);
  if (p.newline || p.kind !== name) refuse();
  next(p);
  typeParameters(p);
  if (word === 'type') {
    expect(p, '=');
    type(p);
    semicolon(p);
  } else {
    if (eatWord(p, 'extends'))
      do type(p);
      while (eat(p, ','));
    if (!at(p, '{')) refuse();
    type(p);
  }
  eraseStatement(p, start, before);
  return true;
}

export function abstractClass(p: Reader): Node {
  erase(p, p.start, next);
  return !p.newline && atWord(p, 'class') ? classOf(p, p.start, 'ClassDeclaration') : refuse();
}

/** `const a: T = b, c = d;` */
export function variables(p: Reader): Node {
  const { start } = p;
  const node = declarations(p, false);
  semicolon(p);
  return { ...node, start, end: p.lastEnd } as Node;
}

export function declarations(p: Reader, noIn: boolean): Node {
  const { start, word: kind } = p;
  next(p);
  // `const enum`, and names of more than one word.
  if (p.kind === name && /^(?:enum|in|of|instanceof)$/.test(p.word)) refuse();
  const found: Node[] = [];
  do {
    const from = p.start;
    const id = binding(p);
    if (at(p, '!')) erase(p, p.start, next);
    annotation(p);
    const init = eat(p, '=') ? assignment(p, noIn) : null;
    found.push({ type: 'VariableDeclarator', start: from, end: p.lastEnd, id, init } as Node);
  } while (eat(p, ','));
  return { type: 'VariableDeclaration', start, end: p.lastEnd, declarations: found, kind } as Node;
}

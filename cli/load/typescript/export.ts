import type * as acorn from 'acorn';
import { classOf } from './class.js';
import { assignment } from './expression.js';
import { declaredFunction } from './function.js';
import { source, specifiers } from './import.js';
import { label } from './name.js';
import { attempt, eraseStatement, type Node, type Reader, refuse } from './reader.js';
import { statement } from './statement.js';
import { at, atWord, eatWord, expectWord, next, semicolon } from './token.js';

/** An export; undefined for one of types alone. */
export function exported(p: Reader): Node | undefined {
  const { start } = p;
  const types = p.types.length;
  next(p);
  const typesAlone = attempt(p, typeBeforeNames);
  const node = at(p, '*') ? everything(p, start) : at(p, '{') ? listed(p, start) : declaration(p, start);
  return typesAlone || !node ? eraseStatement(p, start, types) : node;
}

function typeBeforeNames(p: Reader): true {
  expectWord(p, 'type');
  return at(p, '{') || at(p, '*') ? true : refuse();
}

/** `* from 'there'` */
function everything(p: Reader, start: number): Node {
  next(p);
  const exported = eatWord(p, 'as') ? label(p) : null;
  expectWord(p, 'from');
  const from = source(p);
  return { type: 'ExportAllDeclaration', start, end: p.lastEnd, exported, source: from } as unknown as Node;
}

/** `{ a, b as c }`, of this module or from another. */
function listed(p: Reader, start: number): Node {
  const found = specifiers(p, specifier);
  const from = eatWord(p, 'from') ? source(p) : null;
  if (!from) {
    semicolon(p);
    for (const { local } of found as acorn.ExportSpecifier[]) p.used.add((local as acorn.Identifier).name);
  }
  return named(p, start, { declaration: null, specifiers: found, source: from });
}

function specifier(p: Reader): Node {
  const from = p.start;
  const local = label(p);
  const exported = eatWord(p, 'as') ? label(p) : { ...local };
  return { type: 'ExportSpecifier', start: from, end: p.lastEnd, local, exported } as Node;
}

const named = (p: Reader, start: number, parts: object): Node =>
  ({ type: 'ExportNamedDeclaration', start, end: p.lastEnd, ...parts }) as unknown as Node;

/** `default ...`, or a declaration; undefined for one of a type. */
function declaration(p: Reader, start: number): Node | undefined {
  if (eatWord(p, 'default')) return byDefault(p, start);
  if (!/^(?:const|let|var|function|async|class|abstract|type|interface)$/.test(p.word)) refuse();
  const found = statement(p);
  return found && named(p, start, { declaration: found, specifiers: [], source: null });
}

function byDefault(p: Reader, start: number): Node {
  const declaration = defaultValue(p);
  return { type: 'ExportDefaultDeclaration', start, end: p.lastEnd, declaration } as unknown as Node;
}

function defaultValue(p: Reader): Node {
  const { start } = p;
  // Undefined is the head of a function that follows.
  if (atWord(p, 'function')) return declaredFunction(p, start, false) ?? refuse();
  if (atWord(p, 'class')) return classOf(p, start, 'ClassDeclaration');
  if (/^(?:async|abstract|interface)$/.test(p.word)) refuse();
  const value = assignment(p);
  semicolon(p);
  return value;
}

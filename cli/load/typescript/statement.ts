import { classOf } from './class.js';
import { conditional, doWhile, loop, switched, tried, whileLoop } from './control.js';
import { abstractClass, typeDeclaration, variables } from './declaration.js';
import { expression } from './expression.js';
import { declaredFunction } from './function.js';
import { label } from './name.js';
import { attempt, end, type Node, name, type Reader, refuse, string } from './reader.js';
import { at, atWord, eat, expect, next, semicolon } from './token.js';

/** Statements up to a `}`, which is passed. */
export function statementsUntilBrace(p: Reader): Node[] {
  const body: Node[] = [];
  while (!at(p, '}')) add(p, body);
  next(p);
  return body;
}

/** Adds the next statement, if it is more than types. */
export function add(p: Reader, body: Node[]): void {
  const found = statement(p);
  if (found) body.push(found);
}

export function block(p: Reader): Node {
  const { start } = p;
  expect(p, '{');
  const body = statementsUntilBrace(p);
  return { type: 'BlockStatement', start, end: p.lastEnd, body } as Node;
}

/** A statement within another, which has to be there. */
export const inner = (p: Reader): Node => statement(p) ?? refuse();

/** A statement; undefined for one that only the type checker reads. */
export function statement(p: Reader): Node | undefined {
  if (p.kind === end) refuse();
  if (at(p, '{')) return block(p);
  if (p.kind === name) return worded(p);
  const { start } = p;
  if (eat(p, ';')) return { type: 'EmptyStatement', start, end: p.lastEnd };
  return expressionStatement(p);
}

function worded(p: Reader): Node | undefined {
  const { start } = p;
  switch (p.word) {
    case 'const':
    case 'let':
    case 'var':
      return variables(p);
    case 'function':
      return declaredFunction(p, start, false);
    case 'class':
      return classOf(p, start, 'ClassDeclaration');
    case 'if':
      return conditional(p);
    case 'for':
      return loop(p);
    case 'while':
      return whileLoop(p);
    case 'do':
      return doWhile(p);
    case 'return':
    case 'throw':
      return returned(p);
    case 'break':
    case 'continue':
      return jump(p);
    case 'switch':
      return switched(p);
    case 'try':
      return tried(p);
    case 'debugger':
      next(p);
      semicolon(p);
      return { type: 'DebuggerStatement', start, end: p.lastEnd };
    // Either of the file as a whole, see `program.ts`, or of the old kind of script.
    case 'import':
    case 'export':
    case 'with':
      return refuse();
    case 'async': {
      const found = attempt(p, asyncFunction);
      return found ? declaredFunction(p, start, true) : expressionStatement(p);
    }
    case 'type':
    case 'interface':
      return attempt(p, typeDeclaration) ? undefined : expressionStatement(p);
    case 'abstract':
      return attempt(p, abstractClass) ?? expressionStatement(p);
    case 'enum':
    case 'namespace':
    case 'module':
    case 'declare':
    case 'using':
      // Hardware is often called `module(...)`, at the start of a line too.
      return attempt(p, beforeName) ? refuse() : expressionStatement(p);
    default:
      return labelled(p);
  }
}

function asyncFunction(p: Reader): true {
  next(p);
  return !p.newline && atWord(p, 'function') ? true : refuse();
}

function beforeName(p: Reader): true {
  next(p);
  return !p.newline && (p.kind === name || p.kind === string) ? true : refuse();
}

function returned(p: Reader): Node {
  // What the module becomes may return, it may not.
  if (!p.inFunction && p.word === 'return') refuse();
  const { start, word } = p;
  next(p);
  const empty = p.newline || at(p, ';') || at(p, '}') || p.kind === end;
  const argument = empty ? null : expression(p);
  semicolon(p);
  const type = word === 'throw' ? 'ThrowStatement' : 'ReturnStatement';
  return { type, start, end: p.lastEnd, argument } as Node;
}

function jump(p: Reader): Node {
  const { start, word } = p;
  next(p);
  const to = p.kind === name && !p.newline ? label(p) : null;
  semicolon(p);
  const type = word === 'break' ? 'BreakStatement' : 'ContinueStatement';
  return { type, start, end: p.lastEnd, label: to } as Node;
}

function labelled(p: Reader): Node {
  const colon = /\s*:/y;
  colon.lastIndex = p.end;
  if (!colon.test(p.text)) return expressionStatement(p);
  const { start } = p;
  const name = label(p);
  expect(p, ':');
  const body = inner(p);
  return { type: 'LabeledStatement', start, end: p.lastEnd, body, label: name } as Node;
}

function expressionStatement(p: Reader): Node {
  const { start } = p;
  const found = expression(p);
  semicolon(p);
  return { type: 'ExpressionStatement', start, end: p.lastEnd, expression: found } as Node;
}

import { asPattern } from './assign.js';
import { classOf } from './class.js';
import { assignment, expression } from './expression.js';
import { declaredFunction } from './function.js';
import { label } from './name.js';
import { binding } from './pattern.js';
import { attempt, end, eraseStatement, type Node, name, type Reader, refuse, string } from './reader.js';
import { at, atWord, eat, eatWord, expect, expectWord, next, semicolon } from './token.js';
import { annotation, erase, type, typeParameters } from './type.js';

/** Statements up to a `}`, which is passed. */
export function statementsUntilBrace(p: Reader): Node[] {
  const body: Node[] = [];
  while (!at(p, '}')) add(p, body);
  next(p);
  return body;
}

/** Adds the next statement, if it is more than types. */
function add(p: Reader, body: Node[]): void {
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
const inner = (p: Reader): Node => statement(p) ?? refuse();

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
    case 'while': {
      next(p);
      const test = parenthesised(p);
      const body = inner(p);
      return { type: 'WhileStatement', start, end: p.lastEnd, test, body } as Node;
    }
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

/** `type A<B> = C` or `interface A<B> extends C {}`. */
function typeDeclaration(p: Reader): true {
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

function abstractClass(p: Reader): Node {
  erase(p, p.start, next);
  return !p.newline && atWord(p, 'class') ? classOf(p, p.start, 'ClassDeclaration') : refuse();
}

/** `const a: T = b, c = d;` */
function variables(p: Reader): Node {
  const { start } = p;
  const node = declarations(p, false);
  semicolon(p);
  return { ...node, start, end: p.lastEnd } as Node;
}

function declarations(p: Reader, noIn: boolean): Node {
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

function parenthesised(p: Reader): Node {
  expect(p, '(');
  const found = expression(p);
  expect(p, ')');
  return found;
}

function conditional(p: Reader): Node {
  const { start } = p;
  next(p);
  const test = parenthesised(p);
  const consequent = inner(p);
  const alternate = eatWord(p, 'else') ? inner(p) : null;
  return { type: 'IfStatement', start, end: p.lastEnd, test, consequent, alternate } as Node;
}

function loop(p: Reader): Node {
  const { start } = p;
  next(p);
  const isAwait = atWord(p, 'await');
  if (isAwait) {
    if (!p.inAsync) refuse();
    next(p);
  }
  expect(p, '(');
  const declares = atWord(p, 'const') || atWord(p, 'let') || atWord(p, 'var');
  const init = at(p, ';') ? null : declares ? declarations(p, true) : expression(p, true);
  const over = atWord(p, 'of') ? 'ForOfStatement' : atWord(p, 'in') ? 'ForInStatement' : undefined;
  if (over && init) {
    const left = declares ? init : asPattern(p, init, true);
    next(p);
    const right = expression(p);
    expect(p, ')');
    const body = inner(p);
    const more = over === 'ForOfStatement' ? { await: isAwait } : {};
    return { type: over, start, end: p.lastEnd, ...more, left, right, body } as unknown as Node;
  }
  expect(p, ';');
  const test = at(p, ';') ? null : expression(p);
  expect(p, ';');
  const update = at(p, ')') ? null : expression(p);
  expect(p, ')');
  const body = inner(p);
  return { type: 'ForStatement', start, end: p.lastEnd, init, test, update, body } as Node;
}

function doWhile(p: Reader): Node {
  const { start } = p;
  next(p);
  const body = inner(p);
  expectWord(p, 'while');
  const test = parenthesised(p);
  eat(p, ';');
  return { type: 'DoWhileStatement', start, end: p.lastEnd, body, test } as Node;
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

function switched(p: Reader): Node {
  const { start } = p;
  next(p);
  const discriminant = parenthesised(p);
  expect(p, '{');
  const cases: Node[] = [];
  while (!eat(p, '}')) {
    const from = p.start;
    const test = eatWord(p, 'case') ? expression(p) : null;
    if (!test) expectWord(p, 'default');
    expect(p, ':');
    const consequent: Node[] = [];
    while (!at(p, '}') && !atWord(p, 'case') && !atWord(p, 'default')) add(p, consequent);
    cases.push({ type: 'SwitchCase', start: from, end: p.lastEnd, consequent, test } as Node);
  }
  return { type: 'SwitchStatement', start, end: p.lastEnd, discriminant, cases } as Node;
}

function tried(p: Reader): Node {
  const { start } = p;
  next(p);
  const body = block(p);
  const handler = atWord(p, 'catch') ? caught(p) : null;
  const finalizer = eatWord(p, 'finally') ? block(p) : null;
  return { type: 'TryStatement', start, end: p.lastEnd, block: body, handler, finalizer } as Node;
}

function caught(p: Reader): Node {
  const { start } = p;
  next(p);
  let param: Node | null = null;
  if (eat(p, '(')) {
    param = binding(p);
    annotation(p);
    expect(p, ')');
  }
  const body = block(p);
  return { type: 'CatchClause', start, end: p.lastEnd, param, body } as Node;
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

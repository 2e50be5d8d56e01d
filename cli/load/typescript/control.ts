import { asPattern } from './assign.js';
import { declarations } from './declaration.js';
import { expression } from './expression.js';
import { binding } from './pattern.js';
import { type Node, type Reader, refuse } from './reader.js';
import { add, block, inner } from './statement.js';
import { at, atWord, eat, eatWord, expect, expectWord, next } from './token.js';
import { annotation } from './type.js';

function parenthesised(p: Reader): Node {
  expect(p, '(');
  const found = expression(p);
  expect(p, ')');
  return found;
}

export function conditional(p: Reader): Node {
  const { start } = p;
  next(p);
  const test = parenthesised(p);
  const consequent = inner(p);
  const alternate = eatWord(p, 'else') ? inner(p) : null;
  return { type: 'IfStatement', start, end: p.lastEnd, test, consequent, alternate } as Node;
}

export function whileLoop(p: Reader): Node {
  const { start } = p;
  next(p);
  const test = parenthesised(p);
  const body = inner(p);
  return { type: 'WhileStatement', start, end: p.lastEnd, test, body } as Node;
}

export function loop(p: Reader): Node {
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

export function doWhile(p: Reader): Node {
  const { start } = p;
  next(p);
  const body = inner(p);
  expectWord(p, 'while');
  const test = parenthesised(p);
  eat(p, ';');
  return { type: 'DoWhileStatement', start, end: p.lastEnd, body, test } as Node;
}

export function switched(p: Reader): Node {
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

export function tried(p: Reader): Node {
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

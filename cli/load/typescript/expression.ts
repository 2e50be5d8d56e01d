import { asPattern, assigns } from './assign.js';
import { arrow, asyncArrow } from './function.js';
import { binary } from './operator.js';
import { attempt, type Node, name, punctuator, type Reader, refuse } from './reader.js';
import { at, eat, expect, next } from './token.js';

/** An expression, with commas. `noIn`: in the head of a `for`, where `in` is no operator. */
export function expression(p: Reader, noIn = false): Node {
  const { start } = p;
  const first = assignment(p, noIn);
  if (!at(p, ',')) return first;
  const expressions = [first];
  while (eat(p, ',')) expressions.push(assignment(p, noIn));
  return { type: 'SequenceExpression', start, end: p.lastEnd, expressions } as Node;
}

/** An expression between commas. */
export function assignment(p: Reader, noIn = false): Node {
  const { start } = p;
  if (p.kind === name) {
    if (p.inGenerator && p.word === 'yield') return yielded(p);
    const found = arrowOfName(p);
    if (found) return found;
  } else if (at(p, '(') || at(p, '<')) {
    const found = attempt(p, arrow);
    if (found) return found;
    // A type before its value, as one once wrote.
    if (at(p, '<')) refuse();
  }
  const left = conditional(p, noIn);
  if (p.kind !== punctuator || !assigns.has(p.word)) return left;
  const operator = p.word;
  const target = asPattern(p, left, operator === '=');
  next(p);
  const right = assignment(p, noIn);
  return { type: 'AssignmentExpression', start, end: p.lastEnd, operator, left: target, right } as Node;
}

const arrowBehind = /\s*=>/y;

function arrowOfName(p: Reader): Node | undefined {
  if (p.word === 'async') {
    const found = attempt(p, asyncArrow);
    if (found) return found;
  }
  arrowBehind.lastIndex = p.end;
  return arrowBehind.test(p.text) ? arrow(p) : undefined;
}

function yielded(p: Reader): Node {
  const { start } = p;
  next(p);
  const ends = p.newline || at(p, ')') || at(p, ']') || at(p, '}') || at(p, ',') || at(p, ';') || at(p, ':');
  const delegate = !ends && eat(p, '*');
  const argument = ends ? null : assignment(p);
  return { type: 'YieldExpression', start, end: p.lastEnd, delegate, argument } as Node;
}

function conditional(p: Reader, noIn: boolean): Node {
  const { start } = p;
  const test = binary(p, 0, noIn);
  if (!eat(p, '?')) return test;
  const consequent = assignment(p);
  expect(p, ':');
  const alternate = assignment(p, noIn);
  return { type: 'ConditionalExpression', start, end: p.lastEnd, test, consequent, alternate } as Node;
}

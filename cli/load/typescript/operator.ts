import { asPattern } from './assign.js';
import { privateIdentifier } from './name.js';
import { type Node, name, privateName, punctuator, type Reader, refuse } from './reader.js';
import { subscripts } from './subscript.js';
import { at, atWord, next } from './token.js';
import { erase, type } from './type.js';

const precedence: ReadonlyMap<string, number> = new Map([
  ...Object.entries({ '??': 1, '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5 }),
  ...['==', '!=', '===', '!=='].map((word): [string, number] => [word, 6]),
  ...['<', '>', '<=', '>=', 'in', 'instanceof', 'as', 'satisfies'].map((word): [string, number] => [word, 7]),
  ...['<<', '>>', '>>>'].map((word): [string, number] => [word, 8]),
  ...['+', '-'].map((word): [string, number] => [word, 9]),
  ...['*', '/', '%'].map((word): [string, number] => [word, 10]),
  ['**', 11],
]);
const comparison = 7;

const strength = (p: Reader, noIn: boolean): number => {
  if (p.kind !== punctuator && p.kind !== name) return -1;
  return noIn && p.word === 'in' ? -1 : (precedence.get(p.word) ?? -1);
};

/** Operands with operators that bind more closely than `above`. */
export function binary(p: Reader, above: number, noIn: boolean): Node {
  const { start } = p;
  let left: Node = p.kind === privateName ? privateIn(p) : unary(p);
  for (;;) {
    const binds = strength(p, noIn);
    if (binds <= above) return left;
    if (p.kind === name && (p.word === 'as' || p.word === 'satisfies')) {
      if (p.newline) return left;
      erase(p, p.start, behindAs);
      // Without the type, what follows would bind, or be read, otherwise.
      if (strength(p, noIn) > comparison || (p.newline && p.kind !== name && /^[([`+\-/*<,.?]/.test(p.word))) refuse();
      continue;
    }
    const operator = p.word;
    next(p);
    const right = binary(p, operator === '**' ? binds - 1 : binds, noIn);
    const kind = operator === '&&' || operator === '||' || operator === '??' ? 'LogicalExpression' : 'BinaryExpression';
    left = { type: kind, start, end: p.lastEnd, left, operator, right } as Node;
  }
}

function behindAs(p: Reader): void {
  next(p);
  type(p);
}

function privateIn(p: Reader): Node {
  const found = privateIdentifier(p);
  return atWord(p, 'in') ? found : refuse();
}

function unary(p: Reader): Node {
  const { start, word } = p;
  if (p.kind === punctuator) {
    if (word === '!' || word === '-' || word === '+' || word === '~') return prefixed(p);
    if (word === '++' || word === '--') {
      next(p);
      const argument = asPattern(p, unary(p), false);
      return { type: 'UpdateExpression', start, end: p.lastEnd, operator: word, prefix: true, argument } as Node;
    }
  } else if (p.kind === name) {
    if (word === 'typeof' || word === 'void' || word === 'delete') return prefixed(p);
    if (word === 'await') {
      // At the top of a file, the modules that import it would have to wait.
      if (!p.inAsync) refuse();
      next(p);
      const argument = unary(p);
      return { type: 'AwaitExpression', start, end: p.lastEnd, argument } as Node;
    }
  }
  const argument = subscripts(p);
  if (p.newline || !(at(p, '++') || at(p, '--'))) return argument;
  const operator = p.word;
  next(p);
  const target = asPattern(p, argument, false);
  return { type: 'UpdateExpression', start, end: p.lastEnd, operator, prefix: false, argument: target } as Node;
}

function prefixed(p: Reader): Node {
  const { start, word: operator } = p;
  next(p);
  const argument = unary(p);
  return { type: 'UnaryExpression', start, end: p.lastEnd, operator, prefix: true, argument } as Node;
}

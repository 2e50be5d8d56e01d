import { classOf } from './class.js';
import { expression } from './expression.js';
import { functionOf } from './function.js';
import { plainLiteral, regularExpression, stringLiteral } from './literal.js';
import { identifier } from './name.js';
import { objectLiteral } from './object.js';
import { type Node, name, number, punctuator, type Reader, refuse, string } from './reader.js';
import { callArguments, list, subscripts } from './subscript.js';
import { template } from './template.js';
import { at, atWord, expect, next } from './token.js';
import { typeArguments } from './type.js';

/** A value that nothing is asked of. */
export function primary(p: Reader): Node {
  switch (p.kind) {
    case name:
      return wordPrimary(p);
    case string:
      return stringLiteral(p);
    case number:
      return plainLiteral(p);
    case punctuator:
      switch (p.word) {
        case '(':
          return parenthesised(p);
        case '[':
          return arrayLiteral(p);
        case '{':
          return objectLiteral(p);
        case '`':
          return templateLiteral(p);
        case '/':
        case '/=':
          return regularExpression(p);
      }
  }
  return refuse();
}

function wordPrimary(p: Reader): Node {
  switch (p.word) {
    case 'this':
      return simple(p, 'ThisExpression');
    case 'super':
      return simple(p, 'Super');
    case 'null':
    case 'true':
    case 'false':
      return plainLiteral(p);
    case 'function':
      return functionOf(p, p.start, false, 'FunctionExpression');
    case 'class':
      return classOf(p, p.start, 'ClassExpression');
    case 'new':
      return created(p);
    // `import.meta` and `import()` are the bundler's.
    case 'import':
      return refuse();
  }
  const { start } = p;
  const found = identifier(p);
  if (p.newline || !atWord(p, 'function') || (found as { name: string }).name !== 'async') return found;
  return functionOf(p, start, true, 'FunctionExpression');
}

function simple(p: Reader, type: 'ThisExpression' | 'Super'): Node {
  const { start, end } = p;
  next(p);
  return { type, start, end } as Node;
}

function created(p: Reader): Node {
  const { start } = p;
  next(p);
  if (at(p, '.')) refuse();
  const callee = subscripts(p, false);
  if (at(p, '<')) typeArguments(p);
  const list = at(p, '(') ? callArguments(p) : [];
  return { type: 'NewExpression', start, end: p.lastEnd, callee, arguments: list } as Node;
}

function parenthesised(p: Reader): Node {
  next(p);
  const inner = expression(p);
  expect(p, ')');
  return inner;
}

function arrayLiteral(p: Reader): Node {
  const { start } = p;
  next(p);
  const elements = list(p, ']', true);
  return { type: 'ArrayExpression', start, end: p.lastEnd, elements } as Node;
}

export function templateLiteral(p: Reader): Node {
  const { start } = p;
  const expressions: Node[] = [];
  const parts = template(p, () => expressions.push(expression(p)));
  const quasis = parts.map(({ from, to }) => ({ type: 'TemplateElement', start: from, end: to }));
  return { type: 'TemplateLiteral', start, end: p.lastEnd, quasis, expressions } as Node;
}

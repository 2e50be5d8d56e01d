import { asPattern, assigns } from './assign.js';
import { classOf } from './class.js';
import { arrow, asyncArrow, functionOf } from './function.js';
import { plainLiteral, regularExpression, stringLiteral } from './literal.js';
import { identifier, label, privateIdentifier } from './name.js';
import { objectLiteral } from './object.js';
import { attempt, type Node, name, number, privateName, punctuator, type Reader, refuse, string } from './reader.js';
import { template } from './template.js';
import { at, atWord, eat, expect, next } from './token.js';
import { erase, type, typeArguments } from './type.js';

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
function binary(p: Reader, above: number, noIn: boolean): Node {
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

/** A value with what is asked of it: members, calls, templates. */
export function subscripts(p: Reader, calls = true): Node {
  const { start } = p;
  let node = primary(p);
  if (node.type === 'ArrowFunctionExpression') return node;
  let chain = false;
  for (;;) {
    if (p.kind !== punctuator) break;
    const optional: boolean = at(p, '?.');
    if (optional) {
      if (!calls) refuse();
      chain = true;
      next(p);
    }
    if (at(p, '(') && (calls || optional)) {
      const list: Node[] = callArguments(p);
      node = { type: 'CallExpression', start, end: p.lastEnd, callee: node, arguments: list, optional } as Node;
    } else if (eat(p, '[')) {
      const property = expression(p);
      expect(p, ']');
      node = {
        type: 'MemberExpression',
        start,
        end: p.lastEnd,
        object: node,
        property,
        computed: true,
        optional,
      } as Node;
    } else if (optional || eat(p, '.')) {
      if (at(p, '<')) refuse();
      const property = p.kind === privateName ? privateIdentifier(p) : label(p);
      node = {
        type: 'MemberExpression',
        start,
        end: p.lastEnd,
        object: node,
        property,
        computed: false,
        optional,
      } as Node;
    } else if (at(p, '`')) {
      const quasi = templateLiteral(p);
      node = { type: 'TaggedTemplateExpression', start, end: p.lastEnd, tag: node, quasi } as Node;
    } else if (at(p, '!') && !p.newline) erase(p, p.start, next);
    else if (!(at(p, '<') && calls && attempt(p, callTypes))) break;
  }
  return chain ? ({ type: 'ChainExpression', start, end: p.lastEnd, expression: node } as Node) : node;
}

/** `<A, B>`, if a call follows. */
function callTypes(p: Reader): true {
  typeArguments(p);
  return at(p, '(') || at(p, '`') ? true : refuse();
}

export function callArguments(p: Reader): Node[] {
  expect(p, '(');
  return list(p, ')') as Node[];
}

/** Elements up to a closing bracket, with `...`, and with gaps where `gaps` allows them. */
function list(p: Reader, close: string, gaps = false): (Node | null)[] {
  const found: (Node | null)[] = [];
  while (!at(p, close)) {
    if (gaps && at(p, ',')) found.push(null);
    else found.push(at(p, '...') ? spread(p) : assignment(p));
    if (!at(p, close)) expect(p, ',');
  }
  next(p);
  return found;
}

export function spread(p: Reader): Node {
  const { start } = p;
  next(p);
  const argument = assignment(p);
  return { type: 'SpreadElement', start, end: p.lastEnd, argument } as Node;
}

function primary(p: Reader): Node {
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

function templateLiteral(p: Reader): Node {
  const { start } = p;
  const expressions: Node[] = [];
  const parts = template(p, () => expressions.push(expression(p)));
  const quasis = parts.map(({ from, to }) => ({ type: 'TemplateElement', start: from, end: to }));
  return { type: 'TemplateLiteral', start, end: p.lastEnd, quasis, expressions } as Node;
}

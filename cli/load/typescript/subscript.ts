import { assignment, expression } from './expression.js';
import { label, privateIdentifier } from './name.js';
import { primary, templateLiteral } from './primary.js';
import { attempt, type Node, privateName, punctuator, type Reader, refuse } from './reader.js';
import { at, eat, expect, next } from './token.js';
import { erase, typeArguments } from './type.js';

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
export function list(p: Reader, close: string, gaps = false): (Node | null)[] {
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

import { assignment } from './expression.js';
import { method } from './function.js';
import { plainLiteral, stringLiteral } from './literal.js';
import { label, privateIdentifier } from './name.js';
import {
  attempt,
  end,
  type Node,
  name,
  number,
  privateName,
  punctuator,
  type Reader,
  refuse,
  string,
} from './reader.js';
import { spread } from './subscript.js';
import { at, eat, expect, next } from './token.js';

/** `{ a, b: c, d() {}, ...e }` */
export function objectLiteral(p: Reader): Node {
  const { start } = p;
  next(p);
  const properties: Node[] = [];
  while (!at(p, '}')) {
    properties.push(at(p, '...') ? spread(p) : property(p));
    if (!at(p, '}')) expect(p, ',');
  }
  next(p);
  return { type: 'ObjectExpression', start, end: p.lastEnd, properties } as Node;
}

/** `[key]`, a string, a number, a word or a private name. */
export function propertyKey(p: Reader): { key: Node; computed: boolean } {
  if (eat(p, '[')) {
    const key = assignment(p);
    expect(p, ']');
    return { key, computed: true };
  }
  if (p.kind === string) return { key: stringLiteral(p, true), computed: false };
  if (p.kind === number) return { key: plainLiteral(p), computed: false };
  return { key: p.kind === privateName ? privateIdentifier(p) : label(p), computed: false };
}

/** Whether a word before a key says something about it, and is not the key itself. */
export const qualifies = (p: Reader): boolean =>
  !(p.kind === punctuator && /^[(,:=;}<?!]$/.test(p.word)) && p.kind !== end;

function property(p: Reader): Node {
  const { start } = p;
  let isAsync = false;
  let kind = 'init';
  let isGenerator = eat(p, '*');
  if (!isGenerator && p.kind === name && (p.word === 'async' || p.word === 'get' || p.word === 'set')) {
    const { word } = p;
    const found = attempt(p, qualifier);
    if (found && word === 'async') isAsync = true;
    else if (found) kind = word;
    isGenerator = isAsync && eat(p, '*');
  }
  const isWord = p.kind === name;
  const { key, computed } = propertyKey(p);
  const common = { type: 'Property', start, end: 0, computed, key };
  if (at(p, '(') || at(p, '<')) {
    const value = method(p, isAsync, isGenerator);
    return { ...common, end: p.lastEnd, method: kind === 'init', shorthand: false, value, kind } as unknown as Node;
  }
  if (isAsync || isGenerator || kind !== 'init') refuse();
  if (eat(p, ':')) {
    const value = assignment(p);
    return { ...common, end: p.lastEnd, method: false, shorthand: false, value, kind } as unknown as Node;
  }
  if (!isWord || computed) refuse();
  p.used.add((key as { name: string }).name);
  const value = { ...key };
  if (!eat(p, '='))
    return { ...common, end: p.lastEnd, method: false, shorthand: true, value, kind } as unknown as Node;
  // Only a pattern has defaults; what is none does not compile.
  const right = assignment(p);
  const pattern = { type: 'AssignmentPattern', start, end: p.lastEnd, left: value, right };
  return { ...common, end: p.lastEnd, method: false, shorthand: true, value: pattern, kind } as unknown as Node;
}

function qualifier(p: Reader): true {
  next(p);
  return qualifies(p) ? true : refuse();
}

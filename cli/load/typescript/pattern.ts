import { assignment } from './expression.js';
import { identifier } from './name.js';
import { propertyKey } from './object.js';
import { type Node, name, type Reader, refuse } from './reader.js';
import { at, atWord, eat, expect, next } from './token.js';
import { annotation, erase } from './type.js';

/** What a declaration or a parameter binds. */
export function binding(p: Reader): Node {
  if (at(p, '[')) return arrayPattern(p);
  return at(p, '{') ? objectPattern(p) : identifier(p);
}

/** A binding with its type and its default. */
export function bindingWithDefault(p: Reader): Node {
  const left = binding(p);
  return defaulted(p, left);
}

function defaulted(p: Reader, left: Node): Node {
  if (!eat(p, '=')) return left;
  const right = assignment(p);
  return { type: 'AssignmentPattern', start: left.start, end: p.lastEnd, left, right } as Node;
}

function arrayPattern(p: Reader): Node {
  const { start } = p;
  next(p);
  const elements: (Node | null)[] = [];
  while (!at(p, ']')) {
    if (at(p, ',')) elements.push(null);
    else elements.push(at(p, '...') ? rest(p) : bindingWithDefault(p));
    if (!at(p, ']')) expect(p, ',');
  }
  next(p);
  return { type: 'ArrayPattern', start, end: p.lastEnd, elements } as Node;
}

function rest(p: Reader): Node {
  const { start } = p;
  next(p);
  const argument = binding(p);
  return { type: 'RestElement', start, end: p.lastEnd, argument } as Node;
}

function objectPattern(p: Reader): Node {
  const { start } = p;
  next(p);
  const properties: Node[] = [];
  while (!at(p, '}')) {
    properties.push(at(p, '...') ? rest(p) : property(p));
    if (!at(p, '}')) expect(p, ',');
  }
  next(p);
  return { type: 'ObjectPattern', start, end: p.lastEnd, properties } as Node;
}

function property(p: Reader): Node {
  const { start } = p;
  const { key, computed } = propertyKey(p);
  const shorthand = !at(p, ':');
  if (shorthand && (computed || key.type !== 'Identifier')) refuse();
  if (shorthand) p.used.add((key as { name: string }).name);
  else next(p);
  const value = shorthand ? defaulted(p, { ...key }) : bindingWithDefault(p);
  return {
    type: 'Property',
    start,
    end: p.lastEnd,
    method: false,
    shorthand,
    computed,
    key,
    value,
    kind: 'init',
  } as Node;
}

const modifiers: ReadonlySet<string> = new Set(['public', 'private', 'protected', 'readonly', 'override']);

/** Parameters in parentheses, without their types. */
export function parameters(p: Reader): Node[] {
  expect(p, '(');
  const found: Node[] = [];
  while (!at(p, ')')) {
    if (atWord(p, 'this')) thisParameter(p);
    else {
      found.push(parameter(p));
      if (!at(p, ')')) expect(p, ',');
    }
  }
  next(p);
  return found;
}

/** `this: T`, which is none. */
function thisParameter(p: Reader): void {
  erase(p, p.start, () => {
    next(p);
    annotation(p);
    eat(p, ',');
  });
}

function parameter(p: Reader): Node {
  if (at(p, '...')) {
    const found = rest(p);
    annotation(p);
    return found;
  }
  const isModifier = p.kind === name && modifiers.has(p.word);
  const left = binding(p);
  // A parameter that is a field too has to become an assignment.
  if (isModifier && (p.kind === name || at(p, '{') || at(p, '['))) refuse();
  if (at(p, '?')) erase(p, p.start, next);
  annotation(p);
  return defaulted(p, left);
}

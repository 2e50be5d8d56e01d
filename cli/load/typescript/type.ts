import { end, name, number, type Reader, refuse, string } from './reader.js';
import { template } from './template.js';
import { at, atWord, eat, eatWord, expect, next, split } from './token.js';

/** Passes over what begins at `from` and only TypeScript has, and notes it. */
export function erase(p: Reader, from: number, read: (p: Reader) => void): void {
  const before = p.types.length;
  read(p);
  // What was noted within is part of this.
  p.types.length = before;
  p.types.push({ from, to: p.lastEnd });
}

/** `: T`, if it is there. */
export function annotation(p: Reader): void {
  if (at(p, ':')) erase(p, p.start, colonType);
}

function colonType(p: Reader): void {
  next(p);
  type(p);
}

/** `<A, B>` behind what is called or extended. */
export function typeArguments(p: Reader): void {
  erase(p, p.start, angles);
}

/** `<const A extends B = C>` before parameters, if it is there. */
export function typeParameters(p: Reader): void {
  if (at(p, '<')) erase(p, p.start, parameters);
}

function parameters(p: Reader): void {
  next(p);
  while (p.word[0] !== '>') {
    while (atWord(p, 'const') || atWord(p, 'in') || atWord(p, 'out')) next(p);
    if (p.kind !== name) refuse();
    next(p);
    if (eatWord(p, 'extends')) type(p);
    if (eat(p, '=')) type(p);
    if (!eat(p, ',')) break;
  }
  closeAngle(p);
}

function angles(p: Reader): void {
  // `<<T>(x: T) => void>` is no shift.
  split(p, '<');
  next(p);
  do type(p);
  while (eat(p, ','));
  closeAngle(p);
}

function closeAngle(p: Reader): void {
  split(p, '>');
  next(p);
}

/** Passes over a type. */
export function type(p: Reader): void {
  union(p);
  // A conditional type.
  if (p.newline || !eatWord(p, 'extends')) return;
  union(p);
  expect(p, '?');
  type(p);
  expect(p, ':');
  type(p);
}

function union(p: Reader): void {
  if (!eat(p, '|')) eat(p, '&');
  do member(p);
  while (eat(p, '|') || eat(p, '&'));
}

const operators: ReadonlySet<string> = new Set(['keyof', 'unique', 'readonly', 'asserts', 'infer', 'abstract']);

/** One operand of a union, with what stands before and behind it. */
function member(p: Reader): void {
  while (p.kind === name && operators.has(p.word)) {
    const { word } = p;
    next(p);
    // A type of this name.
    if (p.newline || !beginsType(p)) {
      suffixes(p);
      return;
    }
    if (word === 'infer') {
      next(p);
      if (eatWord(p, 'extends')) union(p);
      return;
    }
  }
  primary(p);
  suffixes(p);
}

const beginsType = (p: Reader): boolean =>
  p.kind === name
    ? !['extends', 'is', 'as', 'satisfies'].includes(p.word)
    : at(p, '{') || at(p, '(') || at(p, '[') || p.kind === string;

/** Arrays, parts of types, and `x is T`. */
function suffixes(p: Reader): void {
  while (!p.newline && at(p, '[')) balanced(p);
  if (!p.newline && eatWord(p, 'is')) type(p);
}

function primary(p: Reader): void {
  if (at(p, '<')) parameters(p);
  if (at(p, '(')) functionType(p);
  else if (at(p, '{') || at(p, '[')) balanced(p);
  else if (at(p, '`')) template(p, type);
  else if (p.kind === string || p.kind === number) next(p);
  else if (at(p, '-')) negative(p);
  else named(p);
}

function negative(p: Reader): void {
  next(p);
  if (p.kind !== number) refuse();
  next(p);
}

/** A type by its name, or one that begins with a word. */
function named(p: Reader): void {
  if (p.kind !== name) refuse();
  if (eatWord(p, 'new')) {
    if (!at(p, '<') && !at(p, '(')) refuse();
    primary(p);
    return;
  }
  if (eatWord(p, 'typeof') && atWord(p, 'import')) refuse();
  if (eatWord(p, 'import')) balanced(p);
  else if (p.kind === name) next(p);
  else refuse();
  while (eat(p, '.')) next(p);
  // A list of types on a new line belongs to what stands there.
  if (!p.newline && at(p, '<') && p.word === '<') angles(p);
}

/** Parameters with `=>` and a result behind them; or a type in parentheses, which looks alike. */
function functionType(p: Reader): void {
  balanced(p);
  if (eat(p, '=>')) type(p);
}

/** From a bracket to the one that closes it: within types, no other sign matters. */
function balanced(p: Reader): void {
  let open = 0;
  do {
    if (p.kind === end) refuse();
    if (at(p, '`')) {
      template(p, type);
      continue;
    }
    if (at(p, '(') || at(p, '[') || at(p, '{')) open += 1;
    else if (at(p, ')') || at(p, ']') || at(p, '}')) open -= 1;
    next(p);
  } while (open > 0);
}

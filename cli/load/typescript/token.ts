import { end, name, number, privateName, punctuator, type Reader, refuse, string } from './reader.js';

/** Moves on to the next token. A `/` is read as an operator, a `` ` `` by itself: see `literal.ts`. */
export function next(p: Reader): void {
  p.lastEnd = p.end;
  skipSpace(p);
  const { text, start } = p;
  if (start >= text.length) {
    p.kind = end;
    p.end = start;
    p.word = '';
    return;
  }
  const code = text.charCodeAt(start);
  if (isNameStart(code)) word(p, start, name);
  else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) numeral(p);
  else if (code === 34 || code === 39) quoted(p, code);
  else if (code === 35 && isNameStart(text.charCodeAt(start + 1))) word(p, start + 1, privateName);
  else sign(p, code);
}

/** Whether the current token is this punctuator. */
export const at = (p: Reader, sign: string): boolean => p.kind === punctuator && p.word === sign;

/** Whether the current token is this word. */
export const atWord = (p: Reader, word: string): boolean => p.kind === name && p.word === word;

/** Passes over a punctuator if it is there. */
export function eat(p: Reader, sign: string): boolean {
  if (!at(p, sign)) return false;
  next(p);
  return true;
}

export function eatWord(p: Reader, word: string): boolean {
  if (!atWord(p, word)) return false;
  next(p);
  return true;
}

export function expect(p: Reader, sign: string): void {
  if (!eat(p, sign)) refuse();
}

export function expectWord(p: Reader, word: string): void {
  if (!eatWord(p, word)) refuse();
}

/** The end of a statement, written or implied. */
export function semicolon(p: Reader): void {
  if (!eat(p, ';') && !at(p, '}') && p.kind !== end && !p.newline) refuse();
}

/** Takes the first character of a punctuator for the whole: `>>` closes two lists of types. */
export function split(p: Reader, sign: string): void {
  if (p.kind !== punctuator || p.word[0] !== sign) refuse();
  p.word = sign;
  p.end = p.start + 1;
}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isNameStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 36 || code === 95;
const isNamePart = (code: number): boolean => isNameStart(code) || isDigit(code);

/** Puts `start` at the next token. */
function skipSpace(p: Reader): void {
  const { text } = p;
  let i = p.end;
  p.newline = false;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 9 || code === 13) i += 1;
    else if (code === 10) {
      p.newline = true;
      i += 1;
    } else if (code === 47 && text.charCodeAt(i + 1) === 47) {
      i = text.indexOf('\n', i);
      if (i < 0) i = text.length;
    } else if (code === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf('*/', i + 2);
      if (close < 0) refuse();
      const line = text.indexOf('\n', i);
      if (line >= 0 && line < close) p.newline = true;
      i = close + 2;
    } else break;
  }
  p.start = i;
}

function word(p: Reader, from: number, kind: typeof name | typeof privateName): void {
  const { text } = p;
  let i = from + 1;
  while (isNamePart(text.charCodeAt(i))) i += 1;
  const code = text.charCodeAt(i);
  // Letters of other alphabets, and escapes.
  if (code >= 128 || code === 92) refuse();
  p.kind = kind;
  p.end = i;
  p.word = text.slice(from, i);
}

function numeral(p: Reader): void {
  const { text } = p;
  const based = text.charCodeAt(p.start) === 48 && /[xob]/i.test(text[p.start + 1] ?? '');
  let i = p.start;
  let dot = based;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 46 && !dot) dot = true;
    else if ((code === 43 || code === 45) && !based && (text.charCodeAt(i - 1) | 32) === 101) dot = true;
    else if (!isNamePart(code)) break;
    i += 1;
  }
  p.kind = number;
  p.end = i;
  p.word = '';
}

function quoted(p: Reader, quote: number): void {
  const { text } = p;
  let i = p.start + 1;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === quote) break;
    if (code === 10 || i >= text.length) refuse();
    i += code === 92 ? 2 : 1;
  }
  p.kind = string;
  p.end = i + 1;
  p.word = '';
}

function sign(p: Reader, code: number): void {
  const length = signLength(p.text, p.start, code);
  p.kind = punctuator;
  p.end = p.start + length;
  p.word = p.text.slice(p.start, p.end);
}

function signLength(text: string, i: number, code: number): number {
  const second = text.charCodeAt(i + 1);
  const third = text.charCodeAt(i + 2);
  switch (code) {
    // ( ) , : ; @ [ ] ` { } ~
    case 40:
    case 41:
    case 44:
    case 58:
    case 59:
    case 64:
    case 91:
    case 93:
    case 96:
    case 123:
    case 125:
    case 126:
      return 1;
    case 46: // .
      return second === 46 && third === 46 ? 3 : 1;
    case 63: // ?
      if (second === 63) return third === 61 ? 3 : 2;
      return second === 46 && !isDigit(third) ? 2 : 1;
    case 61: // =
      if (second === 62) return 2;
      return second === 61 ? (third === 61 ? 3 : 2) : 1;
    case 33: // !
      return second === 61 ? (third === 61 ? 3 : 2) : 1;
    case 62: // >
      if (second === 62 && third === 62) return text.charCodeAt(i + 3) === 61 ? 4 : 3;
      return pairLength(code, second, third);
    case 38: // &
    case 42: // *
    case 60: // <
    case 124: // |
      return pairLength(code, second, third);
    case 43: // +
    case 45: // -
      return second === code || second === 61 ? 2 : 1;
    case 37: // %
    case 47: // /
    case 94: // ^
      return second === 61 ? 2 : 1;
    default:
      return refuse();
  }
}

/** Signs that may be doubled, and end in `=`. */
function pairLength(code: number, second: number, third: number): number {
  if (second === code) return third === 61 ? 3 : 2;
  return second === 61 ? 2 : 1;
}

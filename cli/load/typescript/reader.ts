import type * as acorn from 'acorn';

/** The kind of a token. A punctuator and a word are told apart so that no string is taken for either. */
export const end: Kind = 0;
export const name: Kind = 1;
export const punctuator: Kind = 2;
export const number: Kind = 3;
export const string: Kind = 4;
export const privateName: Kind = 5;
export type Kind = number;

/** A TypeScript file that is being read, and its current token. */
export interface Reader {
  readonly text: string;
  kind: Kind;
  /** What a name or a punctuator is. */
  word: string;
  start: number;
  /** Behind the current token. */
  end: number;
  /** Whether a line ends between the token before and this one. */
  newline: boolean;
  /** Behind the token before. */
  lastEnd: number;
  inFunction: boolean;
  inAsync: boolean;
  inGenerator: boolean;
  /** Parts of the text that only TypeScript has, each as its ends, in order; see `erase.ts`. */
  readonly types: Part[];
  /** Names that are read as values anywhere, and those that are assigned. Declared ones are among the first. */
  readonly used: Set<string>;
  readonly assigned: Set<string>;
  /** Whether a class declares fields. */
  hasFields: boolean;
}

/** From one place in a text to another. */
export interface Part {
  readonly from: number;
  readonly to: number;
  /** A whole statement, in whose place a semicolon stays. */
  readonly statement?: boolean;
}

export type Node = acorn.AnyNode;

export const readerOf = (text: string): Reader => ({
  text,
  kind: end,
  word: '',
  start: 0,
  end: 0,
  newline: false,
  lastEnd: 0,
  inFunction: false,
  inAsync: false,
  inGenerator: false,
  types: [],
  used: new Set(),
  assigned: new Set(),
  hasFields: false,
});

/** Thrown where this reader does not read on: esbuild then reads the file, and says what is wrong if anything is. */
export class Unread extends Error {}
const unread = new Unread('a file that only esbuild reads');

export function refuse(): never {
  throw unread;
}

/** What `read` gives, or undefined and the reader as before when it refuses. */
export function attempt<T>(p: Reader, read: (p: Reader) => T): T | undefined {
  const { kind, word, start, end, newline, lastEnd, inFunction, inAsync, inGenerator } = p;
  const types = p.types.length;
  try {
    return read(p);
  } catch (error) {
    if (error !== unread) throw error;
    Object.assign(p, { kind, word, start, end, newline, lastEnd, inFunction, inAsync, inGenerator });
    p.types.length = types;
    return undefined;
  }
}

/** Leaves a semicolon where a statement of types was; it is no node. `before`: how many types were noted before it. */
export function eraseStatement(p: Reader, from: number, before: number): undefined {
  p.types.length = before;
  p.types.push({ from, to: p.lastEnd, statement: true });
}

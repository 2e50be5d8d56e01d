import { readFileSync } from 'node:fs';
import type { Frame } from '../ir/loc.js';

/** A line of the user's source, and the part of it that is meant. */
export interface Excerpt {
  readonly text: string;
  /** Columns of `text`, from 0. */
  readonly start: number;
  readonly length: number;
  /** Column in the file, from 1. */
  readonly column: number;
}

/** Longer lines are cut at the far end, so that the carets stay beside what they point at. */
const longest = 100;

/** Reads source lines; each file once. Gives undefined where the file cannot be read or has no such line. */
export function sourceReader(): (frame: Frame) => Excerpt | undefined {
  const files = new Map<string, readonly string[]>();
  return frame => {
    const lines = files.get(frame.file) ?? readLines(frame.file);
    files.set(frame.file, lines);
    const line = lines[frame.line - 1];
    return line === undefined || frame.column > line.length ? undefined : excerpt(line, frame.column - 1);
  };
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}

function excerpt(line: string, position: number): Excerpt {
  const [column, length] = meant(line, position);
  const indent = Math.min(line.length - line.trimStart().length, column);
  const text = line.slice(indent).trimEnd().replaceAll('\t', ' ');
  const start = column - indent;
  const cut = Math.max(0, start + length - longest);
  const dots = cut > 0 ? '...' : '';
  const rest = text.slice(cut);
  const shown = rest.length > longest + 3 ? `${rest.slice(0, longest)}...` : rest;
  return { text: dots + shown, start: start - cut + dots.length, length, column: column + 1 };
}

/**
 * Start and length of what a position is about: the word there. A call of `set` is about what it assigns to, which
 * stands before it: `io.ys.at(2)` of `io.ys.at(2).set(x)`.
 */
function meant(line: string, position: number): [start: number, length: number] {
  const word = /^[\w$]+/.exec(line.slice(position))?.[0] ?? '';
  const target =
    word === 'set' ? /[\w$](?:[\w$.]|\[[^[\]]*\]|\([^()]*\))*(?=\.$)/.exec(line.slice(0, position))?.[0] : undefined;
  return target ? [position - 1 - target.length, target.length] : [position, Math.max(word.length, 1)];
}

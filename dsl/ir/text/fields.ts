import type { Loc } from '../loc.js';
import type { Shape } from '../module.js';
import type { Cursor } from './cursor.js';

/** Items with commas between them, at least one. */
export function list<T>(at: Cursor, item: () => T): T[] {
  const items = [item()];
  while (at.accept(',')) items.push(item());
  return items;
}

/** `%1, %2` */
export const refs = (at: Cursor): number[] => list(at, () => at.ref());

/** `1 2 3`, as many as there are. */
export function numbers(at: Cursor): bigint[] {
  const found: bigint[] = [];
  while (/^\d/.test(at.peek())) found.push(at.big());
  return found;
}

/** `init 1 2 3` */
export function initOf(at: Cursor): bigint[] {
  at.expect('init');
  return numbers(at);
}

/** `{ a: item, b: item }` */
export function record<T>(at: Cursor, item: () => T): Record<string, T> {
  at.expect('{');
  if (at.accept('}')) return {};
  const entries = list(at, () => {
    const key = at.word();
    at.expect(':');
    return [key, item()] as const;
  });
  at.expect('}');
  return Object.fromEntries(entries);
}

/** `pixels [4] red`: the names, and all of it when there is a length among them. */
export function wayOf(at: Cursor): { path: string[]; shape?: Shape } {
  const shape: (string | number)[] = [];
  while (/^["\w$[]/.test(at.peek())) {
    if (at.accept('[')) {
      shape.push(at.int());
      at.expect(']');
    } else shape.push(at.word());
  }
  const path = shape.filter(part => typeof part === 'string');
  return path.length === shape.length ? { path } : { path, shape };
}

/** One of the words given. */
export function oneOf<const T extends string>(at: Cursor, choices: readonly T[]): T {
  const found = choices.find(choice => at.accept(choice));
  return found ?? at.fail(choices.join(' or '));
}

/** ` @ "conv.ts":42:9 fn, "decoder.ts":88:3` at the end of a line, when it is there. */
export function locOf(at: Cursor): { loc?: Loc } {
  if (!at.accept('@')) return {};
  if (at.peek() === '') return { loc: { frames: [] } };
  const frames = list(at, () => {
    const file = at.word();
    at.expect(':');
    const line = at.int();
    at.expect(':');
    const column = at.int();
    return { file, line, column, ...(/^["A-Za-z_$]/.test(at.peek()) ? { fn: at.word() } : {}) };
  });
  return { loc: { frames } };
}

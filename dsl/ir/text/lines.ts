import { type Cursor, cursor } from './cursor.js';

/** The lines of a text that hold something, one after the other. */
export interface Lines {
  done(): boolean;
  /** The next line, without passing over it. `wanted` names what is missing if the text ends here. */
  peek(wanted: string): Cursor;
  next(wanted: string): Cursor;
}

/** Lines of `//` and empty lines are passed over. */
export function linesOf(text: string): Lines {
  const lines = text.split(/\r?\n/).map((line, i) => ({ line, number: i + 1 }));
  const full = lines.filter(({ line }) => line.trim() !== '' && !line.trim().startsWith('//'));
  let at = 0;
  const peek = (wanted: string): Cursor => {
    const { line, number } = full[at] ?? { line: '', number: lines.length };
    if (at >= full.length) throw new Error(`line ${number}: expected ${wanted}, found the end of the text`);
    return cursor(line, number);
  };
  return {
    done: () => at >= full.length,
    peek,
    next: wanted => {
      const line = peek(wanted);
      at++;
      return line;
    },
  };
}

import type { Frame, Loc } from '../../dsl/ir/index.js';

/** A line of Verilog and the line of user code it came from. `line` counts from 1. */
export interface LineOrigin {
  readonly line: number;
  readonly frame: Frame;
}

/** Collects indented lines and remembers where each came from. */
export interface Writer {
  /**
   * Adds a line, or several when the text has line breaks; the origin is printed behind the first,
   * unless the line above came from the same place.
   */
  line(text: string, loc?: Loc | undefined): void;
  indent(body: () => void): void;
  text(): string;
  origins(): readonly LineOrigin[];
}

const basename = (file: string): string => file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);

export function createWriter(comments: boolean): Writer {
  const lines: string[] = [];
  const origins: LineOrigin[] = [];
  let depth = 0;
  let said = '';
  return {
    line(text, loc) {
      const frame = loc?.frames[0];
      if (frame) origins.push({ line: lines.length + 1, frame });
      const pad = '  '.repeat(depth);
      const place = frame && comments ? ` // ${basename(frame.file)}:${frame.line}` : '';
      // Neighbours from one line of user code say so once.
      const comment = place === said ? '' : place;
      said = place;
      const [first = '', ...rest] = text.split('\n');
      lines.push(first ? `${pad}${first}${comment}` : '', ...rest.map(row => `${pad}${row}`));
    },
    indent(body) {
      depth += 1;
      body();
      depth -= 1;
    },
    text: () => `${lines.join('\n')}\n`,
    origins: () => origins,
  };
}

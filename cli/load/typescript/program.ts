import type * as acorn from 'acorn';
import { exported } from './export.js';
import { imported } from './import.js';
import { end, type Node, type Part, type Reader, readerOf, refuse } from './reader.js';
import { statement } from './statement.js';
import { atWord, next } from './token.js';

/** What a TypeScript file says, as JavaScript. Places are those of the file itself. */
export interface Parsed {
  /** ESTree, as acorn makes it; without values of numbers and texts of templates. */
  readonly program: acorn.Program;
  /** What only TypeScript has, in order: without it (`erase`), the file is JavaScript. */
  readonly types: readonly Part[];
  /** Names that occur other than as keys, labels or types, and as what an import declares. */
  readonly used: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
  /** Whether a class declares fields. */
  readonly hasFields: boolean;
}

/**
 * Reads a TypeScript file. Throws `Unread` for whatever it does not know, wrong or right: enums, namespaces, decorators,
 * parameters that are fields, `import()`, `import.meta`, `await` at the top, names beyond ASCII.
 */
export function parse(text: string): Parsed {
  // A function still knows them as comments, a module does not.
  if (text.includes('<!--') || text.includes('-->')) refuse();
  const p = readerOf(text);
  next(p);
  const body: Node[] = [];
  while (p.kind !== end) {
    const found = topLevel(p);
    if (found) body.push(found);
  }
  const program = { type: 'Program', start: 0, end: text.length, body, sourceType: 'module' };
  const { types, used, assigned, hasFields } = p;
  return { program: program as unknown as acorn.Program, types, used, assigned, hasFields };
}

function topLevel(p: Reader): Node | undefined {
  if (atWord(p, 'import')) return imported(p);
  return atWord(p, 'export') ? exported(p) : statement(p);
}

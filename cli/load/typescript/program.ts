import type * as acorn from 'acorn';
import type { Part } from './erase.js';
import { withoutTypes } from './types.js';
import { refuse } from './unread.js';

/** What a TypeScript file says, as JavaScript. Places are those of the file itself. */
export interface Parsed {
  /** ESTree. */
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
 * Reads a TypeScript file. Throws `Unread` for one that is wrong, that would be more than JavaScript with blanks (enums,
 * namespaces, decorators, parameters that are fields), or that only a module can be (`import()`, `import.meta`, `await`
 * at the top).
 */
export type Parse = (text: string) => Parsed;

/** Loads the parser, which is native code. Throws `Unread` where there is none for the machine. */
export async function parser(): Promise<Parse> {
  const { parseSync, visitorKeys } = await import('oxc-parser').catch(refuse);
  return text => {
    // A function still knows them as comments, a module does not.
    if (text.includes('<!--') || text.includes('-->')) refuse();
    const { program, errors } = parseSync('design.ts', text, { sourceType: 'module' });
    return errors.length > 0 ? refuse() : withoutTypes(program as unknown as acorn.Program, text, visitorKeys);
  };
}
